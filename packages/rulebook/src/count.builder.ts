import type { CalendarDate } from '@anju/values/time';
import { profileAt } from './rule-profile';
import { type Count, type Standing, tally, type Weight } from './tally';

/** The example community of the rule book: seven owners, 700.00 m², areas in dm². V is the developer. */
export const communityC = { A: 16000, B: 9000, C: 6000, D: 7000, E: 7000, V: 10000, G: 15000 } as const;

/** `count({ yes: 'ABC', abstain: 'G' })`: A, B and C said yes, G abstained, nobody else answered. */
export function count({ yes = '', no = '', abstain = '', invalid = '', pending = '' }): Count {
  const standing = (owner: string): Standing => {
    if (yes.includes(owner)) return 'YES';
    if (no.includes(owner)) return 'NO';
    if (abstain.includes(owner)) return 'ABSTAIN';
    if (invalid.includes(owner)) return 'INVALID';
    return pending.includes(owner) ? 'PENDING' : 'MISSING';
  };
  return tally(
    Object.entries(communityC).map(([owner, areaDm2]) => ({ areaDm2, standing: standing(owner) })),
  );
}

/** `owners(3, 100)`: three owners of 100 dm² each. */
export const owners = (heads: number, areaDm2Each = 100): Weight => ({ heads, areaDm2: heads * areaDm2Each });

/** For a test about shares alone; who is not said is nobody. */
export const aCount = (differing: Partial<Count>): Count => ({
  YES: owners(0),
  NO: owners(0),
  ABSTAIN: owners(0),
  MISSING: owners(0),
  ...differing,
});

/** The voting rules in Jincheng's inner district on a day. */
export const votingOn = (date: CalendarDate) => profileAt('140502', date).voting;
