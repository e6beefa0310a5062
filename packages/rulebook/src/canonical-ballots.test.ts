import { canonicalBallots } from './canonical-ballots';

const whileOpen = '2022-07-06T02:00:00.000Z';

test('[GOV-VOTE-9] the canonical text has a line for each answer, in the order of heads and of receipt', () => {
  const answer = (headKey: string, sequence: number, choice: string) =>
    ({
      headKey,
      sequence,
      choice,
      ballotId: `bal_${sequence}`,
      ownerId: `own_${headKey}`,
      receivedAt: whileOpen,
    }) as const;
  const text = canonicalBallots([
    answer('C', 2, 'YES'),
    answer('A', 1, 'NO'),
    answer('C', 1, 'NO'),
    answer('C', 10, 'NO'),
  ]);
  expect(text.split('\n')).toEqual([
    `A 1 bal_1 own_A NO ${whileOpen}`,
    `C 1 bal_1 own_C NO ${whileOpen}`,
    `C 2 bal_2 own_C YES ${whileOpen}`,
    `C 10 bal_10 own_C NO ${whileOpen}`,
    '',
  ]);
});
