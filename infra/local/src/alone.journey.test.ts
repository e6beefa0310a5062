import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { act, demoFile } from './act';
import { createClient, until } from './client';
import { startPart } from './processes';
import { sandboxToken } from './sandbox-token/sandbox-token';
import { newKey } from './story/cast';

jest.setTimeout(120_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-alone-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a service alone answers with its demonstration, on data of its own', async () => {
  const settings = { ANJU_DATA: folder, PORT: '0', LOG_LEVEL: 'info' };
  const main = 'services/governance/src/main.ts';
  const { url, stop } = await startPart('governance', main, settings, ['--', '--demo']);
  let communities = 0;
  try {
    for (let tries = 0; communities === 0 && tries < 600; tries++) {
      await wait(50);
      const { division } = await createClient(url, null).ask(
        '{ division(code: "140500") { communityCount } }',
      );
      communities = division.communityCount;
    }
  } finally {
    await stop();
  }
  expect(communities).toBe(5);

  expect(existsSync(join(folder, 'services/governance.db'))).toBe(true);
  // Here lies the city of `npm start`, which starts over when it pleases.
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('[PART-3, MF-2, MF-7] funding alone lists the project of its README and pays an invoice', async () => {
  const settings = { ANJU_DATA: folder, PORT: '0', LOG_LEVEL: 'info' };
  const main = 'services/funding/src/main.ts';
  const { url, stop } = await startPart('funding', main, settings, ['--', '--demo']);
  const as = async (...claims: string[]) =>
    createClient(url, (await sandboxToken(claims, { ANJU_DATA: folder })).text);
  const bound = ['--community', 'com_demo-fengyuan'];
  try {
    const county = await as('COUNTY_BUREAU');
    const readme = readFileSync(join(__dirname, '../../../services/funding/README.md'), 'utf8');
    const [, written] = /```graphql\n([^]+?)```/.exec(readme)!;
    const [propose, list] = written!.split(/\n(?=mutation List)/);
    // It listens before the last of its neighbours' facts is in.
    const projectId = await until('the community', async () => {
      const { proposeProject } = await county.ask(propose!, { key: newKey().idempotencyKey });
      return proposeProject.state === 'PROPOSED' && proposeProject.id;
    });
    const listed = await until('the households', async () => {
      const { listProject } = await county.ask(list!, { id: projectId });
      return listProject.state && listProject;
    });
    expect(listed).toMatchObject({
      state: 'LISTED',
      gates: expect.arrayContaining([{ gate: 'HOUSEHOLD_CONSENT', state: 'MET' }]),
    });

    await act(await as('OPERATOR'), 'advanceClock', { to: '2022-09-20T02:00:00.000Z' });
    const file = demoFile('fengyuan-fund-accounts.csv');
    const accounts = { communityId: 'com_demo-fengyuan', file, ...newKey() };
    expect(await act(county, 'importFundAccounts', { input: accounts }, 'created')).toEqual({
      __typename: 'ImportReport',
      created: 144,
    });

    const job = {
      communityId: 'com_demo-fengyuan',
      projectId,
      contentCode: 'ROOF_REPAIR',
      buildingIds: ['bld_demo-2'],
      title: '2 号楼屋面防水维修',
      contractorName: '晋城市某防水工程有限公司',
      partOwner: 'OWNERS',
      inManagementFee: false,
      synthetic: true,
    };
    const company = await as('PM_COMPANY', '--company', 'pmc_demo-anhe', ...bound);
    const { id: jobId } = await act(
      company,
      'proposeMaintenanceJob',
      { input: { ...job, ...newKey() } },
      'id',
    );

    const committee = await as('OWNERS_COMMITTEE', '--committee', 'oc_demo-fengyuan', ...bound);
    const paperSha256 = 'c0ffee'.padEnd(64, '0');
    const signed = { paperNumber: '计量-2022-09-01', paperSha256, signedOn: '2022-09-12' };
    const measured = { measuredFen: 1_234_567, ...signed, supervisor: '晋城市某监理有限公司' };
    await act(committee, 'linkDecision', { input: { jobId, decisionId: 'dec_demo-roof', ...newKey() } });
    await act(committee, 'recordMeasurement', { input: { jobId, ...measured, ...newKey() } });
    await act(committee, 'applyForFundPayment', { input: { jobId, ...newKey() } });
    const documentNumber = '城建维〔2022〕9号';
    await act(county, 'approveFundPayment', { input: { jobId, documentNumber, ...newKey() } });
    const sums = 'instructedFen retainedFen receivableFen';
    const instructed = await act(county, 'instructBank', { input: { jobId, ...newKey() } }, sums);
    const { instructedFen, retainedFen, receivableFen } = instructed;
    expect(instructedFen + retainedFen + receivableFen).toBe(1_234_567);

    const receipt = { paperNumber: '回单-1', paperSha256, paidOn: '2022-09-20', amountFen: instructedFen };
    const finance = await as('FINANCE');
    const paid = await act(
      finance,
      'recordBankReceipt',
      { input: { jobId, ...receipt, ...newKey() } },
      `state receivableFen shares(first: 100) { nodes { unit { id } drawnFen receivableFen } }`,
    );
    expect(paid).toMatchObject({ state: 'PAID', receivableFen });
    // Only the one account that is too small owes.
    expect(paid.shares.nodes).toHaveLength(24);
    expect(paid.shares.nodes.filter((share: any) => share.receivableFen > 0)).toEqual([
      { unit: { id: 'unt_demo-2-1-301' }, drawnFen: 12_345, receivableFen },
    ]);
  } finally {
    await stop();
  }
});
