import { type ContentClass, contentCodes, contents, rebuilds } from './content';

const codesOf = (wanted: ContentClass) => contentCodes.filter((code) => contents[code].class === wanted);

test('[PART-5] a missing fire lane is basic, a canteen is an upgrade, a lift improves', () => {
  expect(contents.FIRE_SAFETY.class).toBe('BASIC');
  expect(contents.CANTEEN.class).toBe('UPGRADE');
  expect(contents.LIFT.class).toBe('IMPROVE');
});

test('[PART-5] every code has one class and a name of its own in both languages', () => {
  expect(['BASIC', 'IMPROVE', 'UPGRADE'].map((wanted) => codesOf(wanted as ContentClass).length)).toEqual([
    13, 6, 5,
  ]);
  expect(new Set(contentCodes.map((code) => contents[code].zh)).size).toBe(contentCodes.length);
  expect(new Set(contentCodes.map((code) => contents[code].en)).size).toBe(contentCodes.length);
});

test('[PART-5] a lift wherever it stands on a list makes it one of rebuilding, and nothing else does', () => {
  const of = (...codes: (typeof contentCodes)[number][]) => rebuilds(codes.map((code) => ({ code })));
  expect(of('ROOF_REPAIR', 'LIFT')).toBe(true);
  expect(of(...contentCodes.filter((code) => code !== 'LIFT'))).toBe(false);
  expect(of()).toBe(false);
});

test('[MF-1] lifts, roofs and walls are shared parts, and no service that lifts a community further is one', () => {
  const shared = (wanted: ContentClass) => codesOf(wanted).filter((code) => contents[code].onSharedParts);
  expect(
    ['ROOF_REPAIR', 'WALL_REPAIR', 'LIFT'].filter((code) => contents[code as 'LIFT'].onSharedParts),
  ).toEqual(['ROOF_REPAIR', 'WALL_REPAIR', 'LIFT']);
  expect(shared('UPGRADE')).toEqual([]);
  // The rule book does not say which of these are not.
  expect([...shared('BASIC'), ...shared('IMPROVE')]).toHaveLength(19);
});
