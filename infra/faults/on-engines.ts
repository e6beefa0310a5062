import { type Engines, openEngines, type Size } from './engines';
import { NotTested, type Outcome, type Round } from './fault';

/** A broker and a database server of its own need their programs; those of containers are not for killing. */
export const enginesMissing = () => new NotTested('it needs Java 17 with Maven, and mariadbd');

/** Runs on brokers and database servers of its own, one of each unless more are asked for, which end with it. */
export async function onEngines(
  round: Round,
  run: (engines: Engines) => Promise<Outcome>,
  size?: Partial<Size>,
): Promise<Outcome> {
  const engines = await openEngines(round, size);
  if (!engines) throw enginesMissing();
  try {
    return await run(engines);
  } finally {
    await engines.stop();
  }
}
