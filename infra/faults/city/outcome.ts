import type { Outcome } from '../fault';
import type { Load } from './load';

/** What was broken in a city, and what is found against it already. */
export interface Broken {
  readonly faults: number;
  readonly found?: readonly string[];
  readonly figures?: Readonly<Record<string, number>>;
}

/** What a city's round came to. One in which nothing was done, or no answer was lost, has shown nothing. */
export function outcomeOf(
  { faults, figures: more }: Broken,
  { asked, errors, slowest }: Load,
  found: readonly string[],
): Outcome {
  const acknowledged = asked.filter(({ outcome }) => outcome === 'ACKNOWLEDGED');
  const count = (mutation: string) => acknowledged.filter((each) => each.mutation === mutation).length;
  const figures = {
    acknowledged: acknowledged.length,
    payments: count('recordBankReceipt'),
    ballots: count('castBallot'),
    'answers of households': count('recordAnswer'),
    'companies put right': count('correctCompany'),
    'acknowledged after a broken connection': acknowledged.filter(({ sent }) => sent > 1).length,
    'never answered': asked.filter(({ outcome }) => outcome === 'UNKNOWN').length,
    'ms the slowest request was under way': slowest.requestMs,
    'ms until the slowest answer': slowest.answerMs,
    'errors meanwhile': [...errors.values()].reduce((sum, each) => sum + each, 0),
  };
  const nothing = Object.entries(figures)
    .slice(0, 6)
    .filter(([, figure]) => figure === 0);
  return {
    faults,
    found: [...found, ...nothing.map(([name]) => `nothing was shown: 0 ${name}`)],
    figures: { ...figures, ...more },
  };
}
