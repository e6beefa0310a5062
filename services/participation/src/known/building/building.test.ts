import { type KnownBuilding, whyNoHome } from './building';

const buildings: KnownBuilding[] = [
  { id: 'bld_1', communityId: 'com_1', number: '1', homes: ['1-1-101', '1-1-102'], synthetic: false },
  { id: 'bld_12', communityId: 'com_1', number: '12', homes: ['12-1-101'], synthetic: false },
];

test.each([
  ['1', '1-1-102', null],
  ['12', '12-1-101', null],
  ['1', '1-1-103', 'HOME_NOT_RECORDED'],
  ['12', '12-1-102', 'HOME_NOT_RECORDED'],
  ['2', '2-1-101', 'BUILDING_NOT_RECORDED'],
  ['900', '900-9-999', 'BUILDING_NOT_RECORDED'],
])('[PART-2] by a roll of buildings 1 and 12, of building %s the home %s: %s', (building, label, code) => {
  expect(whyNoHome({ building, label }, buildings)).toBe(code);
});

test('[PART-2] while there is no roll nobody knows better', () => {
  expect(whyNoHome({ building: '900', label: '900-9-999' }, [])).toBeNull();
});
