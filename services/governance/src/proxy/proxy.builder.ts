import type { Database } from '@anju/runtime/database';
import {
  type By,
  committee,
  mutate,
  notice,
  whileOpen,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';

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
    '... on Proxy { id recalledAt endedBecause } ... on ProxyRefusal { code }',
    withKey({ proxyId, ...differing }),
    { caller, now },
  );
