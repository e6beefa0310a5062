import { foldTyped } from '@anju/values/fold-typed';
import { bookReceipt, type BookedReceipt, whyNotAReceipt } from './booked-receipt';

const paper = { paperNumber: '回单-0001', paperSha256: 'a'.repeat(64) };
const booked: BookedReceipt = {
  communityId: 'com_1',
  number: '回单-0001',
  foldedNumber: '回单0001',
  paperSha256: paper.paperSha256,
  jobId: 'mjb_1',
  bookedAt: '2022-09-20T02:00:00.000Z',
};

test.each([
  '回单-01A',
  ' 回单-01a ',
  '回单－０１ａ',
  '回单 -01a',
  '回单——01a',
  '回单ー01A',
  '回单～01A',
  '回单01A。',
])('[MF-2] %j is one receipt', (typed) => {
  expect(foldTyped(typed)).toBe('回单01A');
});

test.each(['回单-1A', '回单-01B', '回单-0-1A'])('[MF-2] %j is another receipt', (typed) => {
  expect(foldTyped(typed)).not.toBe('回单01A');
});

test('[MF-2] a receipt that is booked is refused with the job it was booked for, and another is not', () => {
  const used = { jobId: 'mjb_1', use: 'RECEIPT' } as const;
  expect(whyNotAReceipt(paper, used, 'MF-2')).toEqual({
    code: 'RECEIPT_BOOKED',
    rule: 'MF-2',
    retryable: false,
    detail: { jobId: 'mjb_1' },
  });
  expect(whyNotAReceipt(paper, used, 'MF-7')).toMatchObject({ code: 'RECEIPT_BOOKED', rule: 'MF-7' });
  expect(whyNotAReceipt(paper, null, 'MF-2')).toBeNull();
});

test.each(['SHEET', 'ACCEPTANCE'] as const)('[MF-2, FUND-10] what was signed as %s is no receipt', (use) => {
  expect(whyNotAReceipt(paper, { jobId: 'mjb_1', use }, 'MF-2')).toEqual({
    code: 'SCAN_OF_ANOTHER_PAPER',
    rule: 'MF-2',
    retryable: false,
    detail: { jobId: 'mjb_1', use },
  });
});

test.each([
  ['PAPER_NUMBER_INVALID', { paperNumber: ' ' }],
  ['PAPER_NUMBER_INVALID', { paperNumber: '\u200B' }],
  ['PAPER_NUMBER_INVALID', { paperNumber: '——' }],
  ['PAPER_NUMBER_INVALID', { paperNumber: '回单\u0000-1' }],
  ['PAPER_NUMBER_INVALID', { paperNumber: '回单-1\ud800' }],
  ['PAPER_NUMBER_INVALID', { paperNumber: 'ﬃ'.repeat(34) }],
  ['PAPER_HASH_INVALID', { paperSha256: 'c0ffee' }],
] as const)('%s: %j names no receipt', (code, differing) => {
  expect(whyNotAReceipt({ ...paper, ...differing }, null, 'MF-2')).toMatchObject({ code });
});

test('[MF-2] a receipt is booked for its job by what tells it, and keeps how it was typed', () => {
  const typed = { paperNumber: ' 回单－0001 ', paperSha256: 'A'.repeat(64) };
  const job = { id: 'mjb_1', communityId: 'com_1' } as const;
  expect(bookReceipt(job, typed, booked.bookedAt)).toEqual({ ...booked, number: '回单－0001' });
});
