import { fetchJars } from './kafka.mjs';

/** The folder of Kafka's jars on the last line, or nothing there without Maven. */
console.log(fetchJars() ?? '');
