import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '@anju/runtime/context';
import { demoCaller } from '@anju/runtime/demo-caller';
import { newId } from '@anju/values/id';
import { findCommunity } from './community/community.table';
import { importCommunities } from './community/import-communities.command';

const communityId = 'com_demo-fengyuan';
const publication = 'jincheng-urban-2020';

/** Registers the published list of the community that recorded facts of the neighbours name by its id. */
export async function demo(deps: Deps): Promise<void> {
  if (await findCommunity(deps.db.read, communityId)) return;

  const csv = readFileSync(join(__dirname, '../data/files', `${publication}.csv`));
  const file = { contentBase64: csv.toString('base64') };
  await importCommunities(deps, demoCaller, { publication, file }, (name) =>
    name === '凤源食品厂小区' ? communityId : newId('com'),
  );
  if (!(await findCommunity(deps.db.read, communityId)))
    throw new Error(`${publication} is registered already, under other ids: use an ANJU_DATA of its own.`);
}
