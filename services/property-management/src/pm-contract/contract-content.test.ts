import { content } from './contract.builder';
import { type ContentDraft, contractParts, longest, readContent, tooLong } from './contract-content';

const missing = (differing: Partial<ContentDraft>) => readContent({ ...content, ...differing }).missing;

test('[PM-13] the example is complete: nine services, 1.20 yuan, three years', () => {
  expect(readContent(content)).toEqual({ content });
});

test.each([
  ['MATTERS', { services: [{ name: ' ', standard: '每日一次' }] }],
  ['QUALITY', { services: [{ name: '楼道保洁', standard: '' }] }],
  ['FEE', { feeFenPerM2Month: null }],
  ['RIGHTS', { rights: null }],
  ['FUND_USE', { fundUse: '\t' }],
  ['PM_ROOMS', { pmRooms: '' }],
  ['TERM', { from: null }],
  ['TERM', { until: null }],
  ['LIABILITY', { liability: null }],
  ['HAND_OVER', { handOver: '　' }],
] as const)('[PM-13] a contract without %s lacks just that: %j', (part, differing) => {
  expect(missing(differing)).toEqual([part]);
});

test('[PM-13] without services both what is done and how well are missing', () => {
  expect(missing({ services: [] })).toEqual(['MATTERS', 'QUALITY']);
  expect(missing({ services: null })).toEqual(['MATTERS', 'QUALITY']);
});

test('[PM-13] an empty paper lacks all nine', () => {
  const nothing = Object.fromEntries(Object.keys(content).map((field) => [field, null]));

  expect(readContent(nothing as unknown as ContentDraft).missing).toEqual(contractParts);
});

test('[PM-13] one service that has no standard among nine is enough to lack quality', () => {
  const services = content.services.map((each, i) => (i === 4 ? { ...each, standard: ' ' } : each));

  expect(missing({ services })).toEqual(['QUALITY']);
});

test('a text of just the length that is kept passes, one character more is named', () => {
  const clause = '字'.repeat(longest.clause);

  expect(tooLong({ ...content, liability: clause })).toBeNull();
  expect(tooLong({ ...content, liability: `${clause}字` })).toEqual({ field: 'liability', limit: 2000 });
  expect(tooLong({ ...content, services: [{ name: '字'.repeat(201), standard: '每日' }] })).toEqual({
    field: 'services.name',
    limit: 200,
  });
  expect(tooLong({ ...content, services: [{ name: '保洁', standard: `${clause}字` }] })).toEqual({
    field: 'services.standard',
    limit: 2000,
  });
});
