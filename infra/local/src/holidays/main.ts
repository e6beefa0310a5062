import { holidays } from './holidays';

const { done, text } = holidays(process.argv.slice(2), process.env);
(done ? console.log : console.error)(text);
process.exitCode = done ? 0 : 1;
