import { createHash } from 'node:crypto';
import type { Caller } from '@anju/runtime/caller';
import type { Database } from '@anju/runtime/database';
import { deliver } from '@anju/runtime/testing/envelope';
import { execute, importFile } from '@anju/runtime/testing/execute';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { committee, countyBureau, finance } from '../../callers.builder';
import type {
  ApplyForFundPaymentInput,
  ApproveFundPaymentInput,
  CollectReceivableInput,
  InstructBankInput,
  LinkDecisionInput,
  ProposeMaintenanceJobInput,
  RecordAcceptanceInput,
  RecordBankReceiptInput,
  RecordMeasurementInput,
  ReleaseRetentionInput,
  ReturnFundApplicationInput,
  ReverseReceiptInput,
  WithdrawMaintenanceJobInput,
} from '../../generated/graphql';
import {
  buildingRecorded,
  committeeEntered,
  communityRegistered,
  decisionAdopted,
  decisionEffective,
  payWarrant,
  turnoutOf,
} from '../../neighbours.builder';
import { schema } from '../../schema';
import { funding } from '../../subscriptions';

/** After the decision of `neighbours.builder.ts` is effective. */
export const september: Instant = '2022-09-20T02:00:00.000Z';

/** The hash of a paper of this name. */
const scanOf = (paper: string) => createHash('sha256').update(paper).digest('hex');

/** What a client sends; without a key it gets a new one. */
type Keyless<Input> = Omit<Input, 'idempotencyKey'> & { readonly idempotencyKey?: string };

/** The roof of building 2; say only what the test is about. */
export const aJob = (
  differing: Partial<ProposeMaintenanceJobInput> = {},
): Keyless<ProposeMaintenanceJobInput> => ({
  communityId: 'com_1',
  projectId: null,
  contentCode: 'ROOF_REPAIR',
  buildingIds: ['bld_2'],
  title: '2 号楼屋面防水维修',
  contractorName: '晋城市某防水工程有限公司',
  partOwner: 'OWNERS',
  lastWorks: null,
  noLastWorksKnown: !differing.lastWorks,
  inManagementFee: false,
  synthetic: true,
  ...differing,
});

/** The supervisor signed for 72,000 yuan, on a sheet of the job's own. */
export const aMeasurement = (
  jobId: string,
  differing: Partial<RecordMeasurementInput> = {},
): Keyless<RecordMeasurementInput> => ({
  jobId,
  measuredFen: 7_200_000,
  paperNumber: `计量-${jobId}`,
  paperSha256: scanOf(jobId),
  signedOn: '2022-09-12',
  supervisor: '晋城市某监理有限公司',
  ...differing,
});

/** The roof's waterproofing was accepted by a paper of its own, and is under warranty until 2027-09-15. */
export const anAcceptance = (
  jobId: string,
  differing: Partial<RecordAcceptanceInput> = {},
): Keyless<RecordAcceptanceInput> => ({
  jobId,
  part: 'WATERPROOFING',
  acceptedOn: '2022-09-15',
  paperNumber: `验收-${jobId}`,
  paperSha256: scanOf(jobId),
  ...differing,
});

export const aRelease = (
  jobId: string,
  amountFen: number,
  differing: Partial<ReleaseRetentionInput> = {},
): ReleaseRetentionInput => ({
  jobId,
  amountFen,
  paperNumber: `退还-${jobId}`,
  paperSha256: scanOf(`退还-${jobId}`),
  paidOn: '2027-09-16',
  idempotencyKey: uuidV7(),
  ...differing,
});

export const aReceipt = (
  jobId: string,
  amountFen: number,
  differing: Partial<RecordBankReceiptInput> = {},
): RecordBankReceiptInput => ({
  jobId,
  paperNumber: `回单-${jobId}`,
  paperSha256: scanOf(`回单-${jobId}`).toUpperCase(),
  paidOn: '2022-09-20',
  amountFen,
  idempotencyKey: uuidV7(),
  ...differing,
});

export const aCollection = (
  differing: Pick<CollectReceivableInput, 'jobId' | 'unitId' | 'amountFen'> & Partial<CollectReceivableInput>,
): CollectReceivableInput => ({
  paperNumber: `收据-${uuidV7()}`,
  paperSha256: scanOf(uuidV7()),
  paidOn: '2022-09-20',
  idempotencyKey: uuidV7(),
  ...differing,
});

export const aReversal = (
  jobId: string,
  receiptNumber: string,
  differing: Partial<ReverseReceiptInput> = {},
): Keyless<ReverseReceiptInput> => ({
  jobId,
  receiptNumber,
  reason: '回单录错',
  paperNumber: '更正〔2022〕1号',
  paperSha256: scanOf('更正〔2022〕1号'),
  ...differing,
});

interface Asking {
  readonly caller?: Caller;
  readonly now?: Instant;
}

const jobFields = `
  id state costFen retainedFen instructedFen receivableFen paidFen collectedFen approvalDocument keptFen releasedFen`;

const answer = `
  ... on MaintenanceJob { ${jobFields} decision { id } measurement { measuredFen paperSha256 } receipt { paidOn paperSha256 } }
  ... on MaintenanceJobRefusal { code }
  ... on Refusal { message rule retryable }`;

/** The steps of MF-2 through the schema, each by whom it is for: what a client sends and gets. */
export const jobSteps = (db: () => Database) => {
  const send =
    <Input>(field: string, by: Caller) =>
    async (keyless: Keyless<Input>, { caller = by, now = september }: Asking = {}) => {
      const input = { idempotencyKey: uuidV7(), ...keyless };
      const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
      const source = `mutation ($input: ${type}!) { result: ${field}(input: $input) { ${answer} } }`;
      const { data, errors } = await execute(schema, source, { db: db(), now, caller, variables: { input } });
      return errors ? { errors } : data.result;
    };
  const steps = {
    propose: send<ProposeMaintenanceJobInput>('proposeMaintenanceJob', committee),
    link: send<LinkDecisionInput>('linkDecision', committee),
    measure: send<RecordMeasurementInput>('recordMeasurement', committee),
    accept: send<RecordAcceptanceInput>('recordAcceptance', committee),
    apply: send<ApplyForFundPaymentInput>('applyForFundPayment', committee),
    approve: send<ApproveFundPaymentInput>('approveFundPayment', countyBureau),
    instruct: send<InstructBankInput>('instructBank', countyBureau),
    giveBack: send<ReturnFundApplicationInput>('returnFundApplication', countyBureau),
    receipt: send<RecordBankReceiptInput>('recordBankReceipt', finance),
    collect: send<CollectReceivableInput>('collectReceivable', finance),
    release: send<ReleaseRetentionInput>('releaseRetention', finance),
    reverse: send<ReverseReceiptInput>('reverseReceipt', finance),
    withdraw: send<WithdrawMaintenanceJobInput>('withdrawMaintenanceJob', committee),
  };
  const accepted = async <T>(step: Promise<T & { state?: string }>) => {
    const result = await step;
    if (!result.state) throw new Error(`Refused: ${JSON.stringify(result)}`);
    return result;
  };

  /** A job that has come as far as this step, on `dec_1` unless told. */
  const jobAt = async (
    state: string,
    {
      job = {},
      measuredFen = 7_200_000,
      decisionId = 'dec_1',
    }: { job?: Partial<ProposeMaintenanceJobInput>; measuredFen?: number; decisionId?: string } = {},
  ): Promise<string> => {
    const { id: jobId } = await accepted(steps.propose(aJob(job)));
    const onwards: [string, () => Promise<any>][] = [
      ['PROPOSED', () => steps.link({ jobId, decisionId })],
      ['DECIDED', () => steps.measure(aMeasurement(jobId, { measuredFen }))],
      ['WORKS_DONE', () => steps.apply({ jobId, idempotencyKey: uuidV7() })],
      ['APPLIED', () => steps.approve({ jobId, documentNumber: '城建维〔2022〕9号' })],
      ['APPROVED', () => steps.instruct({ jobId, idempotencyKey: uuidV7() })],
    ];
    let last: any;
    for (const [at, step] of onwards) {
      if (at === state) return jobId;
      last = await accepted(step());
    }
    if (state === 'PAID') await accepted(steps.receipt(aReceipt(jobId, last.instructedFen)));
    return jobId;
  };
  return { ...steps, jobAt };
};

/** A file of the fund office: yuan by home. */
export const fundFile = (
  balances: Readonly<Record<string, string>>,
  synthetic = true,
  firstDeposit = '2000.00',
): string =>
  [
    'unit_label,first_deposit_yuan,balance_yuan,as_of,synthetic',
    ...Object.entries(balances).map(
      ([label, yuan]) => `${label},${firstDeposit},${yuan},2022-05-31,${synthetic ? 'yes' : 'no'}`,
    ),
  ].join('\n');

export const importAccounts = (
  db: Database,
  csv: string,
  {
    communityId = 'com_1',
    dryRun = false,
    caller = countyBureau,
    now = september,
    idempotencyKey = uuidV7(),
  } = {},
) =>
  execute(
    schema,
    `mutation ($input: ImportFundAccountsInput!) { result: importFundAccounts(input: $input) {
      ... on ImportReport { rows created changed unchanged dryRun }
      ... on ImportRefusal { code message rule retryable problems { line column reason rule } }
    } }`,
    { db, now, caller, variables: { input: { communityId, file: importFile(csv, dryRun), idempotencyKey } } },
  ).then(({ data, errors }) => (errors ? { errors } : data.result));

interface AFund {
  readonly units?: Parameters<typeof buildingRecorded>[1];
  /** Yuan by the home's label. */
  readonly balances?: (label: string) => string;
  /** Yuan for each home. */
  readonly firstDeposit?: string;
  readonly ceilingFen?: number;
  readonly effective?: boolean;
  /** Its homes and accounts are invented, as they are unless told. */
  readonly synthetic?: boolean;
}

/** A community whose owners decided on the roof of building 2, of 24 equal homes unless told. */
export async function aCommunityWithAFund(
  db: Database,
  {
    units = 24,
    balances = () => '4000.00',
    firstDeposit,
    ceilingFen = 10_000_000,
    effective = true,
    synthetic = true,
  }: AFund = {},
): Promise<void> {
  const now = september;
  const building = buildingRecorded('2', units, { synthetic });
  for (const fact of [communityRegistered(), building, committeeEntered()])
    await deliver(db, funding, [fact], { now });
  const homes = building.data.units;
  const turnout = turnoutOf(
    homes.length,
    homes.reduce((sofar, { areaDm2 }) => sofar + (areaDm2 ?? 0), 0),
  );
  const adopted = decisionAdopted({ warrants: payWarrant({ ceilingFen }), turnout });
  await deliver(db, funding, [adopted, ...(effective ? [decisionEffective()] : [])], { now });
  const labels = homes.map(({ label }) => label);
  const opened = Object.fromEntries(labels.map((label) => [label, balances(label)]));
  await importAccounts(db, fundFile(opened, synthetic, firstDeposit));
}
