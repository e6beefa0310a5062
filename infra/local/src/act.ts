import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Client, Refused } from './client';

/** What each mutation answers, and the type that refuses it. */
const answers = {
  importCommunities: ['ImportReport', 'ImportRefusal'],
  importOwnersRoll: ['ImportReport', 'ImportRefusal'],
  importFundAccounts: ['ImportReport', 'ImportRefusal'],
  importHouseholdResponses: ['ImportReport', 'ImportRefusal'],
  recordAnswer: ['HouseholdResponse', 'HouseholdResponseRefusal'],
  registerCompany: ['PmCompany', 'PmCompanyRefusal'],
  correctCompany: ['PmCompany', 'PmCompanyRefusal'],
  enterCommittee: ['OwnersCommittee', 'OwnersCommitteeRefusal'],
  openSolicitation: ['Solicitation', 'SolicitationRefusal'],
  closeSolicitation: ['Solicitation', 'SolicitationRefusal'],
  proposeProject: ['RenovationProject', 'RenovationProjectRefusal'],
  listProject: ['RenovationProject', 'RenovationProjectRefusal'],
  approveProject: ['RenovationProject', 'RenovationProjectRefusal'],
  startProject: ['RenovationProject', 'RenovationProjectRefusal'],
  conveneMeeting: ['AssemblyMeeting', 'AssemblyMeetingRefusal'],
  recordDeliveries: ['AssemblyMeeting', 'AssemblyMeetingRefusal'],
  registerProxy: ['Proxy', 'ProxyRefusal'],
  castBallot: ['Ballot', 'BallotRefusal'],
  enterPaperBallot: ['Ballot', 'BallotRefusal'],
  handInForms: ['AssemblyMeeting', 'HandedInFormRefusal'],
  closeVoting: ['Question', 'QuestionRefusal'],
  postDecision: ['OwnersDecision', 'OwnersDecisionRefusal'],
  annulDecision: ['OwnersDecision', 'OwnersDecisionRefusal'],
  withdrawAnnulment: ['OwnersDecision', 'OwnersDecisionRefusal'],
  proposeMaintenanceJob: ['MaintenanceJob', 'MaintenanceJobRefusal'],
  linkDecision: ['MaintenanceJob', 'MaintenanceJobRefusal'],
  recordMeasurement: ['MaintenanceJob', 'MaintenanceJobRefusal'],
  applyForFundPayment: ['MaintenanceJob', 'MaintenanceJobRefusal'],
  approveFundPayment: ['MaintenanceJob', 'MaintenanceJobRefusal'],
  instructBank: ['MaintenanceJob', 'MaintenanceJobRefusal'],
  recordBankReceipt: ['MaintenanceJob', 'MaintenanceJobRefusal'],
  collectReceivable: ['MaintenanceJob', 'MaintenanceJobRefusal'],
  signContract: ['PmContract', 'PmContractRefusal'],
  voidContract: ['PmContract', 'PmContractRefusal'],
  advanceClock: ['Clock', 'ClockRefusal'],
} as const;

export type Mutation = keyof typeof answers;

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

const typeOf = (mutation: Mutation, argument: string) =>
  argument === 'input' ? `${capital(mutation)}Input!` : argument === 'to' ? 'Instant!' : 'ID!';

/** One mutation, once. Throws `Refused` where a rule refuses it. */
export async function attempt(
  client: Client,
  mutation: Mutation,
  args: Record<string, unknown>,
  pick: string,
) {
  const [answer, refusal] = answers[mutation];
  const declared = Object.keys(args).map((name) => `$${name}: ${typeOf(mutation, name)}`);
  const passed = Object.keys(args).map((name) => `${name}: $${name}`);
  const problems = refusal === 'ImportRefusal' ? 'problems { line column value reason }' : '';
  const data = await client.ask(
    `mutation(${declared.join(', ')}) { ${mutation}(${passed.join(', ')}) {
      __typename
      ... on ${refusal} { code message rule retryable ${problems} }
      ... on ${answer} { ${pick} }
    } }`,
    args,
  );
  const result = data[mutation];
  if (result.__typename === refusal) throw new Refused(result);
  return result;
}

const deadlineMs = 60_000;

/** Does it, and again while another service may know more in a moment. */
export async function act(
  client: Client,
  mutation: Mutation,
  args: Record<string, unknown>,
  pick = '__typename',
): Promise<any> {
  const giveUpAt = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await attempt(client, mutation, args, pick);
    } catch (error) {
      if (!(error instanceof Refused) || !error.refusal.retryable || Date.now() > giveUpAt) throw error;
      await wait(50);
    }
  }
}

/** Tries what must not be done; throws unless it is refused for this reason. What is merely not known yet is asked again. */
export async function refusedBy(
  client: Client,
  mutation: Mutation,
  args: Record<string, unknown>,
  expected: { readonly code: string; readonly rule: string | null },
): Promise<void> {
  const giveUpAt = Date.now() + deadlineMs;
  for (;;) {
    try {
      await attempt(client, mutation, args, '__typename');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, rule, retryable } = error.refusal;
      if (code === expected.code && rule === expected.rule) return;
      if (!retryable || Date.now() > giveUpAt) throw error;
      await wait(50);
      continue;
    }
    throw new Error(`${mutation} was done and should have been refused: ${expected.code}`);
  }
}

/** A file of the demonstration, as an import takes it. */
export const demoFile = (name: string) => ({
  contentBase64: readFileSync(join(__dirname, '../data', name)).toString('base64'),
  dryRun: false,
});

/** A published list, as an import takes it. */
export const publishedFile = (name: string) => ({
  contentBase64: readFileSync(join(__dirname, '../../../services/governance/data/files', name)).toString(
    'base64',
  ),
  dryRun: false,
});
