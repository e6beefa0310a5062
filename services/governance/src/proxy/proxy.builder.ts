import type { Database } from '@anju/runtime/database';
import type { Instant } from '@anju/values/time';
import {
  ask,
  type By,
  committee,
  hireManager,
  meetingWith,
  mutate,
  notice,
  owner,
  repairRoof,
  whileOpen,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { enterPaper } from '../ballot/ballot.builder';
import { standOf } from '../question/vote.builder';

export const giveProxy = (
  db: Database,
  letter: string,
  meetingId: string,
  questionIds: readonly string[],
  differing: Record<string, unknown> = {},
  { caller = committee(), now = notice }: By = {},
) =>
  mutate(
    db,
    'registerProxy',
    '... on Proxy { id agentName powers from until registeredAt recalledAt questions { id } } ... on ProxyRefusal { code }',
    withKey({
      meetingId,
      ownerId: `own_${letter}`,
      agentName: '王小明',
      questionIds,
      powers: '代为表决',
      from: '2022-07-01',
      until: '2022-07-15',
      signed: true,
      ...differing,
    }),
    { caller, now },
  );

export const recall = (
  db: Database,
  proxyId: string,
  { caller = committee(), now = whileOpen }: By = {},
  differing: Record<string, unknown> = {},
) =>
  mutate(
    db,
    'recallProxy',
    '... on Proxy { id powers recalledAt endedBecause } ... on ProxyRefusal { code }',
    withKey({ proxyId, ...differing }),
    { caller, now },
  );

/** A meeting of com_1 on a manager to hire and on the fund, both put to the zone. */
export async function hireAndFund(db: Database) {
  await putCommunity(db);
  const questions = [hireManager(), repairRoof({ scope: 'ZONE', buildingIds: [] })];
  const { meetingId, questionIds } = await meetingWith(db, questions);
  const [hire, fund] = questionIds as [string, string];
  return { meetingId, hire, fund };
}

export type Answers = Record<string, readonly string[]>;
export interface Differing {
  readonly letter?: string;
  readonly now?: Instant;
  readonly receivedAt?: string;
  readonly keepForRatification?: boolean;
}

/** What an agent hands in for an owner, for C unless said otherwise. */
export const enterAgentsPaper = (
  db: Database,
  meetingId: string,
  agentProxyId: string,
  answers: Answers,
  { letter = 'C', now = whileOpen, ...differing }: Differing,
) => enterPaper(db, letter, meetingId, answers, { agentProxyId, ...differing }, { now });

export const headsThatTookPart = async (db: Database, questionId: string): Promise<number> =>
  (await standOf(db, questionId)).turnout.tookPart.heads;

/** As C sees them. */
export async function ballotsOfC(db: Database, questionId: string) {
  const source = `{ question(id: "${questionId}") {
    myBallots { byAgent answers { choice unratifiedChoice invalidBecause standing } } } }`;
  return (await ask(db, source, {}, { caller: owner('C') })).data.question.myBallots;
}
