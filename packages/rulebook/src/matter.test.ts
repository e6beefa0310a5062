import { matterTypes, mayBePutToBuildings } from './matter';

test('[GOV-VOTE-4] the nine items of art. 278', () => {
  expect(matterTypes).toHaveLength(9);
});

test('[GOV-VOTE-5] only the fund and rebuilding, a lift among it, may be put to some buildings', () => {
  expect(matterTypes.filter(mayBePutToBuildings)).toEqual([
    'USE_MAINTENANCE_FUND',
    'RAISE_MAINTENANCE_FUND',
    'REBUILD_ALTER',
  ]);
});
