import { buildingOf, isNumbered } from './household-label';

test.each(['2-1-301', '3A-1-301', '东1-0-301', 'B-1-101', '2-甲-301', '2-0-301A', 'A1-B-C2', '199-12-10101'])(
  '[PRIV-1] %s is nobody’s name, though no roll is known',
  (label) => {
    expect(isNumbered(label)).toBe(true);
  },
);

test.each(['LI-0-1', 'LI1-0-1', '东-西-1', '甲-1-301', 'AB-1-301', '2-LI-301', '2-1-东', '2-0-A', '2-0-LI3'])(
  '[PRIV-1] %s might be somebody’s, and is for the roll to say',
  (label) => {
    expect(isNumbered(label)).toBe(false);
  },
);

test.each(['139-1234-5678', '356-0-2023456', '2-1-13800138', '1000-1-101', '1-100-101', '0-1-101', '2-1-0'])(
  '[PRIV-1, PART-2] %s might be a telephone or an identity number, or no home, and is for the roll to say',
  (label) => expect(isNumbered(label)).toBe(false),
);

test('[PART-3] the building is the first part of a label', () => {
  expect(buildingOf('12-1-301')).toBe('12');
});
