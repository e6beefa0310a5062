import { judge, type Sight } from './balances';

const whole = { balances: '0', postings: '0', apart: '0', booked: '12' };
const judged = (differing: Partial<typeof whole>) =>
  judge({ ...whole, ...differing } as Sight, 12).join('\n');

test('nothing is found in a read where money is conserved and nothing is gone', () => {
  expect(judged({})).toBe('');
  expect(judged({ booked: '13' })).toBe('');
});

test.each<[Partial<typeof whole>, string]>([
  [{ balances: '-1' }, 'all balances come to -1 fen'],
  [{ postings: '1' }, 'all postings come to 1 fen'],
  [{ apart: '1' }, '1 accounts stand elsewhere'],
  [{ booked: '11' }, '11 postings are there, and 12 were seen before'],
])('%j is found', (differing, words) => {
  expect(judged(differing)).toContain(words);
});
