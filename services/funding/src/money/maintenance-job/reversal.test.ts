import type { Instant } from '@anju/values/time';
import type { BookedEntry, NewEntry } from '../ledger/journal-entry';
import type { FundShare } from './fund-share';
import type { MaintenanceJob } from './maintenance-job';
import { collectionEntry, paymentEntry, releaseEntry } from './postings';
import { type EnteredReversal, reverseReceipt as decide } from './reversal';

const now: Instant = '2027-10-01T02:00:00.000Z';
/** By a paper that stands for nothing else, unless told. */
const reverseReceipt = (
  job: MaintenanceJob,
  reversal: EnteredReversal,
  standing: Omit<Parameters<typeof decide>[2], 'used'> & Partial<Parameters<typeof decide>[2]>,
  at: Instant,
) => decide(job, reversal, { used: null, ...standing }, at);
const paper = (paperNumber: string, paidOn: `${number}-${number}-${number}`) => ({
  ...{ paperNumber, paidOn },
  paperSha256: 'c0ffee'.padEnd(64, '0'),
});
const entered = (receiptNumber: string, differing: Partial<EnteredReversal> = {}): EnteredReversal => ({
  receiptNumber,
  reason: '回单录错',
  ...{ paperNumber: ' 更正-1 ', paperSha256: 'ab'.repeat(32) },
  ...differing,
});

/** Of two homes' 100 fen each 10 are kept; the second has 70 of its 90, and nothing to keep. */
const share = (unitId: FundShare['unitId'], differing: Partial<FundShare> = {}): FundShare => ({
  jobId: 'mjb_1',
  unitId,
  areaDm2: 6500,
  shareFen: 100,
  retainedFen: 10,
  drawnFen: 90,
  receivableFen: 0,
  keptFen: 10,
  collectedFen: 0,
  ...differing,
});
const poor = (differing: Partial<FundShare> = {}) =>
  share('unt_2', { drawnFen: 70, receivableFen: 20, keptFen: 0, ...differing });
const aPaidJob = (differing: Partial<MaintenanceJob> = {}) =>
  ({
    id: 'mjb_1',
    state: 'PAID',
    communityId: 'com_1',
    projectId: null,
    decisionId: 'dec_1',
    costFen: 200,
    retainedFen: 20,
    keptFen: 10,
    instructedFen: 160,
    paidFen: 160,
    receivableFen: 20,
    collectedFen: 0,
    receipt: paper('回单-1', '2022-09-20'),
    releasedFen: null,
    releaseReceipt: null,
    synthetic: false,
    syntheticByItself: false,
    ...differing,
  }) as MaintenanceJob;
const release = paper('退还-1', '2027-09-16');
const aReleasedJob = (collectedFen = 0) =>
  aPaidJob({ releasedFen: 10, receivableFen: 30, releaseReceipt: release, collectedFen });

let count = 0;
const booked = (entry: NewEntry): BookedEntry => ({ ...entry, id: `jre_${++count}` });
const payment = booked(paymentEntry(aPaidJob(), [share('unt_1'), poor()], paper('回单-1', '2022-09-20')));
const released = booked(releaseEntry(aPaidJob(), [share('unt_1'), poor()], release));
const collection = (amountFen: number, number: string, paidOn: `${number}-${number}-${number}`) =>
  booked(collectionEntry(aPaidJob(), 'unt_2', amountFen, paper(number, paidOn)));
const opposite = ({ postings }: NewEntry) =>
  postings.map((posting) => ({ ...posting, amountFen: -posting.amountFen }));

test('[MF-2] a payment is taken back in the shape it was booked, and the job waits for its receipt again', () => {
  const job = aPaidJob();
  expect(
    reverseReceipt(job, entered('回单－１'), { shares: [share('unt_1'), poor()], entries: [payment] }, now),
  ).toEqual({
    accepted: true,
    state: {
      job: { ...job, state: 'INSTRUCTED', paidFen: 0, receipt: null },
      shares: [],
      promised: 'drawnFen',
      amountFen: 160,
      unitId: null,
      reversal: {
        ...{ entryId: payment.id, jobId: 'mjb_1', communityId: 'com_1', kind: 'MAINTENANCE_PAYMENT' },
        ...{ receiptNumber: '回单-1', reason: '回单录错', reversedAt: now },
        ...{ paperNumber: '更正-1', foldedNumber: '更正1', paperSha256: 'ab'.repeat(32) },
      },
      entry: {
        kind: 'RECEIPT_REVERSED',
        communityId: 'com_1',
        jobId: 'mjb_1',
        paperNumber: '更正-1',
        bookedOn: '2027-10-01',
        reversesId: payment.id,
        postings: opposite(payment),
      },
    },
    events: [
      {
        type: 'funding.maintenance-payment-reversed.v1',
        data: {
          ...{ jobId: 'mjb_1', projectId: null, communityId: 'com_1', decisionId: 'dec_1' },
          ...{ paidFen: 160, paidOn: '2022-09-20', reversedOn: '2027-10-01' },
        },
      },
    ],
  });
});

test.each([
  ['PAPER_NUMBER_INVALID', { paperNumber: ' ' }],
  ['PAPER_HASH_INVALID', { paperSha256: 'c0ffee' }],
  ['REASON_INVALID', { reason: ' ' }],
  ['REASON_INVALID', { reason: '错'.repeat(501) }],
  ['REASON_INVALID', { reason: '回单\n录错' }],
  ['RECEIPT_NOT_BOOKED', { receiptNumber: '回单-2' }],
  ['RECEIPT_NUMBER_INVALID', { receiptNumber: '' }],
  ['RECEIPT_NUMBER_INVALID', { receiptNumber: ' —— ' }],
])('[MF-2] nothing is reversed: %s', (code, differing) => {
  const standing = { shares: [share('unt_1')], entries: [payment] };
  expect(reverseReceipt(aPaidJob(), entered('回单-1', differing), standing, now)).toMatchObject({
    refusal: { code },
  });
  const longest = entered('回单-1', { reason: '错'.repeat(500) });
  expect(reverseReceipt(aPaidJob(), longest, standing, now)).toMatchObject({ accepted: true });
});

test('[MF-2] nor by a paper that stands for something else', () => {
  const used = { jobId: 'mjb_9', use: 'SHEET' } as const;
  const standing = { shares: [share('unt_1')], entries: [payment], used };
  expect(reverseReceipt(aPaidJob(), entered('回单-1'), standing, now)).toMatchObject({
    refusal: { code: 'REVERSAL_PAPER_USED', rule: 'MF-2', detail: used },
  });
});

test('[MF-2] a receipt is reversed once, what reverses it never, and a right one of the same number again', () => {
  const reversal: BookedEntry = {
    ...payment,
    ...{ id: 'jre_90', kind: 'RECEIPT_REVERSED', reversesId: payment.id },
    ...{ paperNumber: '更正-1', bookedOn: '2022-09-21', postings: opposite(payment) },
  };
  const entries = [payment, reversal];
  const shares = [share('unt_1'), poor()];
  expect(reverseReceipt(aPaidJob(), entered('回单-1'), { shares, entries }, now)).toEqual({
    accepted: false,
    refusal: {
      ...{ code: 'RECEIPT_REVERSED', rule: 'MF-2', retryable: false },
      detail: { receipt: '回单-1', reversedOn: '2022-09-21' },
    },
  });
  expect(reverseReceipt(aPaidJob(), entered('更正-1'), { shares, entries }, now)).toMatchObject({
    refusal: { code: 'RECEIPT_NOT_BOOKED' },
  });
  const again = [...entries, { ...payment, id: 'jre_91' as const }];
  expect(reverseReceipt(aPaidJob(), entered('回单-1'), { shares, entries: again }, now)).toMatchObject({
    state: { entry: { reversesId: 'jre_91' } },
  });
});

test('[FUND-10] a payment stays while its retention is released, and says by which receipt', () => {
  const standing = { shares: [share('unt_1'), poor()], entries: [payment, released] };
  expect(reverseReceipt(aReleasedJob(), entered('回单-1'), standing, now)).toMatchObject({
    refusal: {
      ...{ code: 'RELEASED_SINCE', rule: 'FUND-10' },
      detail: { receipt: '退还-1', paidOn: '2027-09-16' },
    },
  });
});

test('[MF-7] a payment stays while homes have paid by it, and says the first five receipts', () => {
  const six = Array.from({ length: 6 }, (_, i) => collection(1, `收-${i}`, '2022-09-21'));
  const standing = { shares: [share('unt_1'), poor({ collectedFen: 6 })], entries: [payment, ...six] };
  expect(reverseReceipt(aPaidJob({ collectedFen: 6 }), entered('回单-1'), standing, now)).toMatchObject({
    refusal: {
      ...{ code: 'COLLECTED_SINCE', rule: 'MF-7' },
      detail: { receipts: '收-0、收-1、收-2、收-3、收-4', count: 6 },
    },
  });
});

test('[MF-7] what a home paid is owed again', () => {
  const part = collection(15, '收-1', '2022-09-21');
  const shares = [share('unt_1'), poor({ collectedFen: 20 })];
  const entries = [payment, part, collection(5, '收-2', '2022-09-22')];
  expect(
    reverseReceipt(aPaidJob({ collectedFen: 20 }), entered('收-1'), { shares, entries }, now),
  ).toMatchObject({
    state: {
      ...{ job: { state: 'PAID', collectedFen: 5 }, promised: null, amountFen: 15, unitId: 'unt_2' },
      shares: [poor({ collectedFen: 5 })],
      entry: { postings: opposite(part) },
    },
    events: [],
  });
});

test('[FUND-10] a release is taken back, and what could not be kept is not owed any more', () => {
  const shares = [share('unt_1'), poor({ receivableFen: 30 })];
  const standing = { shares, entries: [payment, released] };
  expect(reverseReceipt(aReleasedJob(), entered('退还-1'), standing, now)).toMatchObject({
    state: {
      job: aPaidJob(),
      shares: [share('unt_1'), poor()],
      promised: 'keptFen',
      entry: { postings: opposite(released) },
    },
    events: [
      {
        type: 'funding.retention-release-reversed.v1',
        data: { releasedFen: 10, paidOn: '2027-09-16', reversedOn: '2027-10-01' },
      },
    ],
  });
});

test('[MF-7] a release stays while a home has paid a fen of what could not be kept, by receipts since', () => {
  const reverse = (collectedFen: number, ...collections: readonly BookedEntry[]) =>
    reverseReceipt(
      aReleasedJob(collectedFen),
      entered('退还-1'),
      {
        shares: [share('unt_1'), poor({ receivableFen: 30, collectedFen })],
        entries: [payment, collection(10, '收-1', '2027-09-15'), released, ...collections],
      },
      now,
    );
  // 20 were owed before.
  expect(reverse(20, collection(10, '收-2', '2027-09-16'))).toMatchObject({
    state: { job: { receivableFen: 20, collectedFen: 20 } },
  });
  expect(reverse(21, collection(11, '收-2', '2027-09-16'))).toMatchObject({
    refusal: { code: 'COLLECTED_SINCE', rule: 'MF-7', detail: { receipts: '收-2', count: 1 } },
  });
});
