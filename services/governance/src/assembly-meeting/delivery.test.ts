import { type Delivery, missedBy, recordDeliveries, type RecordedDelivery } from './delivery';
import { refused } from './meeting-plan.builder';

const delivery = (differing: Partial<Delivery> = {}): Delivery => ({
  ownerId: 'own_A',
  way: 'HAND',
  deliveredOn: '2022-09-06',
  ...differing,
});

const record = (deliveries: readonly Delivery[], recorded: readonly RecordedDelivery[] = []) =>
  recordDeliveries({ noticedAt: '2022-09-05T02:00:00.000Z', withdrawnAt: null }, deliveries, {
    owners: new Set(['own_A', 'own_C']),
    recorded,
    now: '2022-09-08T02:00:00.000Z',
  });

test('[GOV-MEET-3] deliveries are dated from the notice to today', () => {
  for (const deliveredOn of ['2022-09-05', '2022-09-08'] as const)
    expect(record([delivery({ deliveredOn })])).toMatchObject({ accepted: true });
  for (const deliveredOn of ['2022-09-04', '2022-09-09'] as const)
    expect(record([delivery({ deliveredOn })])).toMatchObject(refused('DELIVERY_DATE_INVALID', 'GOV-MEET-3'));
});

test('[GOV-MEET-3, REG-7] deliveries go to owners of the electorate, 1 to 1000 at a time', () => {
  expect(record([delivery({ ownerId: 'own_X' })])).toMatchObject(refused('NOT_AN_ELECTOR', 'REG-7'));
  expect(record([])).toMatchObject({ refusal: { code: 'DELIVERIES_NOT_COUNTED' } });
  const many = (length: number) => record(Array.from({ length }, () => delivery()));
  expect(many(1000)).toMatchObject({ accepted: true });
  expect(many(1001)).toMatchObject({ refusal: { code: 'DELIVERIES_NOT_COUNTED' } });
});

test('[GOV-MEET-2, GOV-MEET-3] heads that no paper reached, or one fewer than 15 days before, are told with their number', () => {
  // Voting begins on 20 September in China.
  const meeting = { opensAt: '2022-09-19T16:00:00.000Z' } as const;
  const reached = [
    { firstOn: null, heads: 2 },
    { firstOn: '2022-09-05', heads: 1 },
    { firstOn: '2022-09-06', heads: 3 },
    { firstOn: '2022-09-21', heads: 1 },
  ] as const;
  expect(missedBy(meeting, reached, 15)).toEqual({ notDelivered: 2, deliveredLate: 4 });
  expect(missedBy(meeting, reached.slice(1, 2), 15)).toEqual({ notDelivered: 0, deliveredLate: 0 });
});

test('[GOV-MEET-3] what stands in the log is not added again', () => {
  const other = delivery({ ownerId: 'own_C', way: 'POSTED' });
  const first = { ...delivery(), entry: 1 };
  expect(record([delivery(), delivery(), other], [first])).toEqual(
    expect.objectContaining({ state: [{ ...other, entry: 2 }] }),
  );
});

test('[GOV-MEET-3] what is said of an owner takes the place of what was said, and may be said again', () => {
  const byHand = { ...delivery(), entry: 1 };
  const posted = { ...delivery({ way: 'POSTED' }), entry: 2 };
  const ofC = { ...delivery({ ownerId: 'own_C' }), entry: 3 };
  expect(record([posted], [byHand])).toMatchObject({ state: [{ way: 'POSTED', entry: 2 }] });
  expect(record([delivery()], [byHand, posted, ofC])).toMatchObject({ state: [{ way: 'HAND', entry: 4 }] });
  expect(record([posted], [posted, byHand])).toMatchObject({ state: [] });
  // Both ways, in any order.
  const both = [delivery({ way: 'POST' }), delivery()];
  expect(record(both, [byHand])).toMatchObject({ state: [{ entry: 2 }, { entry: 2 }] });
  expect(record(both, [byHand, { ...both[0]!, entry: 1 }])).toMatchObject({ state: [] });
});
