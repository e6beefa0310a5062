import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { act, attempt, demoFile } from './act';
import { type Client, createClient, Refused, until } from './client';
import { startPart } from './processes';
import { sandboxToken } from './sandbox-token/sandbox-token';
import { newKey } from './story/cast';
import { contractWith } from './story/decide';

jest.setTimeout(120_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-alone-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** What each can only do once the recorded facts of its neighbours are in. */
const alone: readonly [
  service: string,
  claims: readonly string[],
  does: (client: Client) => Promise<unknown>,
][] = [
  [
    'governance',
    ['PUBLIC'],
    async (anybody) => {
      const { division } = await anybody.ask('{ division(code: "140500") { communityCount } }');
      return division.communityCount === 5;
    },
  ],
  [
    'participation',
    ['RESIDENTS_COMMITTEE', '--community', 'com_demo-fengyuan'],
    (residents) =>
      attempt(residents, 'openSolicitation', { input: { communityId: 'com_demo-fengyuan' } }, 'id'),
  ],
  [
    'property-management',
    ['OWNERS_COMMITTEE', '--committee', 'oc_demo-fengyuan', '--community', 'com_demo-fengyuan'],
    (committee) => {
      const place = { communityId: 'com_demo-fengyuan' };
      const contract = contractWith(place, 'pmc_demo-anhe', 'dec_demo-manager');
      return attempt(committee, 'signContract', { input: { ...contract, signedOn: '2022-06-06' } }, 'id');
    },
  ],
];

test.each(alone)(
  '%s alone answers with its demonstration, on data of its own',
  async (name, claims, does) => {
    const settings = { ANJU_DATA: folder, PORT: '0', LOG_LEVEL: 'info' };
    const { url, stop } = await startPart(name, `services/${name}/src/main.ts`, settings, ['--', '--demo']);
    try {
      const { text } = await sandboxToken(claims, { ANJU_DATA: folder });
      // It listens before the last of its neighbours' facts is in.
      await until('the demonstration', async () => {
        try {
          return await does(createClient(url, text));
        } catch (error) {
          if (error instanceof Refused && error.refusal.retryable) return null;
          throw error;
        }
      });
    } finally {
      await stop();
    }

    expect(existsSync(join(folder, `services/${name}.db`))).toBe(true);
    // Here lies the city of `npm start`, which starts over when it pleases.
    expect(existsSync(join(folder, 'data'))).toBe(false);
  },
);

test('[PART-3, MF-2, MF-7] funding alone lists the project of its README and pays a job', async () => {
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
      noLastWorksKnown: true,
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

    const receipt = {
      paperNumber: '回单-1',
      paperSha256: 'b'.repeat(64),
      paidOn: '2022-09-20',
      amountFen: instructedFen,
    };
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
