import type { Database } from '@anju/runtime/database';
import {
  type By,
  committee,
  mutate,
  postingDay,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';

export const post = (
  db: Database,
  decisionId: string,
  differing: Record<string, unknown> = {},
  { caller = committee(), now = postingDay }: By = {},
) =>
  mutate(
    db,
    'postDecision',
    `... on OwnersDecision { id state posting { postedOn recordedAt place photoSha256 objectionsUntil }
       record { minutes { number sha256 } }
       supersededPostings { postedOn place objectionsUntil reason paperNumber paperSha256 hung {
         entitled { heads areaDm2 } tookPart { heads areaDm2 } yes { heads areaDm2 } } }
       deadlines { name rule dueAt met state } } ... on OwnersDecisionRefusal { code }`,
    withKey({ decisionId, place: '小区南门公告栏', ...differing }),
    { caller, now },
  );

export const withdrawPosting = (
  db: Database,
  decisionId: string,
  {
    caller = committee(),
    now = postingDay,
    ...differing
  }: By & { reason?: string; paperNumber?: string; paperSha256?: string; idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'withdrawPosting',
    `... on OwnersDecision { id state posting { place } openObjections
       withdrawnPostings { postedOn recordedAt place photoSha256 objectionsUntil reason paperNumber paperSha256 withdrawnAt }
       deadlines { name dueAt met state } } ... on OwnersDecisionRefusal { code }`,
    withKey({
      decisionId,
      reason: '没有张贴',
      paperNumber: '撤 1',
      paperSha256: 'ab'.repeat(32),
      ...differing,
    }),
    { caller, now },
  );
