import { matterTypes, mayBePutTo } from './matter';

test('[GOV-VOTE-4] the nine items of art. 278', () => {
  expect(matterTypes).toHaveLength(9);
});

test('[GOV-VOTE-5] only the fund and rebuilding may be put to a building; a lift or a repair to an entrance', () => {
  expect(matterTypes.filter((matter) => mayBePutTo(matter, 'BUILDING'))).toEqual([
    'USE_MAINTENANCE_FUND',
    'RAISE_MAINTENANCE_FUND',
    'REBUILD_ALTER',
  ]);
  expect(matterTypes.filter((matter) => mayBePutTo(matter, 'ENTRANCE'))).toEqual([
    'USE_MAINTENANCE_FUND',
    'REBUILD_ALTER',
  ]);
  expect(matterTypes.every((matter) => mayBePutTo(matter, 'ZONE'))).toBe(true);
});
