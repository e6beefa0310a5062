import type { Clock } from '@anju/values/time';
import type { Caller } from './caller';
import type { SandboxClock } from './clock';
import type { Database } from './database';
import type { Delivery } from './delivery';
import type { EvidenceKey } from './evidence-key';
import type { Holidays } from './holidays';
import type { PersonalData } from './personal-data';
import type { Rebuilder } from './rebuild-copy';

/** Everything a command may touch besides its arguments. */
export interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly personalData: PersonalData;
  /** Null where no evidence is signed. */
  readonly evidenceKey: EvidenceKey | null;
  readonly holidays: Holidays;
}

/** What a resolver gets: the same, and who asks. */
export interface Context extends Deps, Caller {
  /** Where the clock can be moved. */
  readonly sandbox: SandboxClock | null;
  /** Where events can be heard once more. */
  readonly rebuilder: Rebuilder | null;
  /** Where speakers can be asked to tell again. */
  readonly askAgain: Delivery['askAgain'] | null;
}
