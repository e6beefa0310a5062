import type { Id } from '@anju/values/id';
import { canonicalText, freezeElectorate, headKeyOf } from './electorate';
import { communityC, communityCWith } from './electorate.builder';

const frozen = (roll = communityC) => {
  const result = freezeElectorate(roll);
  if (!result.accepted) throw new Error(result.refusal.code);
  return result.state;
};

test('[REG-7] example: community C is nine units, seven heads and 700.00 m²', () => {
  const { units, entitled } = frozen();
  expect(units).toHaveLength(9);
  expect(entitled).toEqual({ heads: 7, areaDm2: 70000 });
});

test('[REG-3] two homes of one owner, and two of a developer, are one head each', () => {
  const { heads } = frozen();
  expect(heads.find(({ headKey }) => headKey === 'A')).toMatchObject({ units: 2, areaDm2: 16000 });
  expect(heads.find(({ headKey }) => headKey === 'V')).toMatchObject({ units: 2, areaDm2: 10000 });
});

test('[REG-4] spouses who own a home together are one head, and its area counts once', () => {
  expect(frozen().heads.find(({ headKey }) => headKey === 'Bb')).toEqual({
    headKey: 'Bb',
    ownerIds: ['own_B', 'own_b'],
    units: 1,
    areaDm2: 9000,
  });
});

test('[REG-4] an owner alone and the same owner with another are two heads', () => {
  const { entitled } = frozen(communityCWith('unt_4', { headKey: 'Ab', ownerIds: ['own_A', 'own_b'] }));
  expect(entitled.heads).toBe(7);
  expect(frozen(communityCWith('unt_4', { headKey: 'A', ownerIds: ['own_A'] })).entitled.heads).toBe(6);
});

test('[REG-2] units without an area block the snapshot, and all of them are named', () => {
  const roll = communityCWith('unt_9', { areaDm2: null }).map((unit) =>
    unit.unitId === 'unt_4' ? { ...unit, areaDm2: null } : unit,
  );
  expect(freezeElectorate(roll)).toMatchObject({
    refusal: { code: 'UNITS_WITHOUT_AREA', rule: 'REG-2', detail: { count: 2, units: '1-1-4, 3-1-9' } },
  });
});

test('[CONV-1] an electorate of nobody is refused where it enters', () => {
  const empty = { refusal: { code: 'ELECTORATE_EMPTY', rule: 'REG-7' } };
  expect(freezeElectorate([])).toMatchObject(empty);
  expect(freezeElectorate([{ ...communityC[0]!, areaDm2: 0 }])).toMatchObject(empty);
});

test('[REG-7] the canonical text has a line for each unit and does not depend on their order', () => {
  expect(canonicalText(frozen()).split('\n')[2]).toBe('unt_3 Bb 9000');
  expect(canonicalText(frozen([...communityC].reverse()))).toBe(canonicalText(frozen()));
  expect(canonicalText(frozen(communityCWith('unt_3', { areaDm2: 9001 })))).not.toBe(canonicalText(frozen()));
});

const never = () => {
  throw new Error('The key is short enough');
};

test('[REG-3, REG-4] the same owners are the same head in whatever order, and others another', () => {
  expect(headKeyOf(['own_B1', 'own_B2'], never)).toBe('own_B1+own_B2');
  expect(headKeyOf(['own_B2', 'own_B1'], never)).toBe('own_B1+own_B2');
  expect(headKeyOf(['own_A'], never)).not.toBe(headKeyOf(['own_A', 'own_B1'], never));
});

test('[REG-4] ids that are too long together are a key by their digest', () => {
  // 500 characters are a key as they are, and 501 are not.
  const ids = (length: number): Id<'own'>[] => ['own_1', `own_${'x'.repeat(length - 10)}`];
  expect(headKeyOf(ids(500), never)).toHaveLength(500);
  expect(headKeyOf(ids(501), (text) => `digest of ${text.length}`)).toBe('digest of 501');
});
