import type { Instant } from '@anju/values/time';
import type { ExclusiveUnit } from './exclusive-unit';
import { strikeOrRestore } from './unit-strike';

const now: Instant = '2022-06-20T02:00:00.000Z';
const home: ExclusiveUnit = {
  id: 'unt_1',
  communityId: 'com_1',
  buildingId: 'bld_1',
  label: '1-1-101',
  position: '000001-000001-000101',
  areaRegisteredDm2: 8000,
  areaSurveyedDm2: null,
  areaContractDm2: null,
  areaDm2: 8000,
  housingKind: 'COMMERCIAL_HOUSING',
  title: 'REGISTERED',
  ownerIds: ['own_A'],
  headKey: 'own_A',
  synthetic: false,
  struckAt: null,
};
const struck = { ...home, struckAt: now };
const paper = { number: '核 1', sha256: 'ab'.repeat(32) };

const say = (
  kind: 'STRUCK' | 'RESTORED',
  unit: ExclusiveUnit,
  differing: Partial<Parameters<typeof strikeOrRestore>[1]> = {},
) => strikeOrRestore(unit, { kind, reason: '误录', paper, earlier: 0, now, ...differing });
const refused = (code: string) => ({ refusal: { code, rule: null } });

test('a home is struck and restored as it was, each by a document and once', () => {
  expect(say('STRUCK', home)).toEqual({
    accepted: true,
    events: [],
    state: {
      unit: struck,
      strike: {
        unitId: 'unt_1',
        number: 1,
        kind: 'STRUCK',
        reason: '误录',
        paperNumber: paper.number,
        paperSha256: paper.sha256,
        at: now,
      },
    },
  });
  expect(say('RESTORED', struck, { earlier: 1 })).toMatchObject({
    state: { unit: home, strike: { number: 2, kind: 'RESTORED' } },
  });
  expect(say('STRUCK', struck)).toMatchObject(refused('ALREADY_STRUCK'));
  expect(say('RESTORED', home)).toMatchObject(refused('NOT_STRUCK'));
});

test('with a reason in 1 to 500 characters, and a document that is told from others', () => {
  expect(say('STRUCK', home, { reason: '' })).toMatchObject(refused('REASON_INVALID'));
  expect(say('STRUCK', home, { reason: '𠮷'.repeat(500) })).toMatchObject({ accepted: true });
  expect(say('STRUCK', home, { reason: '误'.repeat(501) })).toMatchObject(refused('REASON_INVALID'));
  expect(say('STRUCK', home, { paper: { ...paper, number: '' } })).toMatchObject(
    refused('PAPER_NUMBER_INVALID'),
  );
  expect(say('STRUCK', home, { paper: { ...paper, sha256: 'ab' } })).toMatchObject(
    refused('PAPER_HASH_INVALID'),
  );
});
