import type { Outcome, Round } from '../fault';
import { checkTopic } from '../line/checker';
import { readTopic } from '../topic';
import { checkCity } from './checker';
import { type City, openCity, type Stores } from './city';
import { type Load, startLoad } from './load';
import { type Broken, outcomeOf } from './outcome';
import { prepare } from './prelude';
import { checkRebuilt } from './rebuilt';
import { type CityRows, readCity } from './rows';
import { names } from './services';
import { settled } from './settled';

/**
 * A city whose clients move money and cast ballots while `breakIt` does so. Then they come to an end, what was told is
 * heard, all processes are killed, and the databases and topics are judged.
 */
export async function inBusyCity(
  round: Round,
  stores: Stores | null,
  breakIt: (city: City, load: Load) => Promise<Broken>,
): Promise<Outcome> {
  const city = await openCity(round, stores);
  let load: Load | null = null;
  try {
    const scene = await prepare(city);
    load = startLoad(city, scene, round.random);
    const broken = await breakIt(city, load);
    await load.stop();
    await settled(city, scene);
    await city.stop();
    const db = await city.open();
    try {
      const rows = await readCity(db);
      return outcomeOf(broken, load, [
        ...(broken.found ?? []),
        ...checkCity(load.asked, rows),
        ...(await checkRebuilt(db)),
        ...(stores?.brokers ? await checkTopics(stores.brokers, rows) : []),
      ]);
    } finally {
      await Promise.all(Object.values(db).map((each) => each.close()));
    }
  } finally {
    load?.giveUp();
    await city.stop();
  }
}

/** Each topic has all that its service told, and for each aggregate in order. */
async function checkTopics(brokers: string, rows: CityRows): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) {
    const against = checkTopic(rows[name].outbox, await readTopic(brokers, name));
    found.push(...against.map((each) => `of ${name}, ${each}`));
  }
  return found;
}
