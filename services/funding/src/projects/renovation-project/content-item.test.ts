import { canonicalContents, type ContentItem } from './content-item';

const roof: ContentItem = {
  code: 'ROOF_REPAIR',
  description: '屋面',
  costFen: 100,
  buildingIds: ['bld_2', 'bld_1'],
};
const drains: ContentItem = { code: 'DRAINAGE', description: '雨污分流', costFen: 200, buildingIds: [] };

test('[PART-4] one list has one text, however it was entered', () => {
  expect(canonicalContents([roof, drains])).toBe(
    canonicalContents([drains, { ...roof, buildingIds: ['bld_1', 'bld_2'] }]),
  );
  expect(canonicalContents([drains])).toBe(
    '[{"code":"DRAINAGE","description":"雨污分流","costFen":200,"buildingIds":[]}]',
  );
});

test.each<Partial<ContentItem>>([
  { code: 'WALL_REPAIR' },
  { description: '屋面防水' },
  { costFen: 101 },
  { buildingIds: ['bld_2'] },
])('[PART-4] %j makes it another list', (change) => {
  expect(canonicalContents([{ ...roof, ...change }])).not.toBe(canonicalContents([roof]));
});
