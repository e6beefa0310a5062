import type { Database } from '@anju/runtime/database';
import {
  afterwards,
  ask,
  type By,
  committee,
  mutate,
  whileOpen,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';

const fields = `
  ... on AssemblyMeeting { id formsHandedIn formsWaiting formsSeal }
  ... on HandedInFormRefusal { code }`;

/** Forms that came just now, unless told otherwise. */
export const handIn = (
  db: Database,
  meetingId: string,
  numbers: readonly string[],
  {
    caller = committee(),
    now = whileOpen,
    receivedAt = now,
    ...more
  }: By & { receivedAt?: string; idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'handInForms',
    fields,
    withKey({ meetingId, forms: numbers.map((formNumber) => ({ formNumber, receivedAt })), ...more }),
    { caller, now },
  );

export const setAside = (
  db: Database,
  meetingId: string,
  formNumber: string,
  { caller = committee(), now = afterwards, reason = '票上没有房号' }: By & { reason?: string } = {},
) => mutate(db, 'setFormAside', fields, withKey({ meetingId, formNumber, reason }), { caller, now });

/** The meeting as the convener sees it. */
export async function formsOf(
  db: Database,
  meetingId: string,
  { caller = committee(), now = afterwards, page = '' }: By & { page?: string } = {},
) {
  const { data, errors } = await ask(
    db,
    `query ($id: ID!) { assemblyMeeting(id: $id) { formsHandedIn formsWaiting formsSeal handedInForms${page} {
       nodes { formNumber receivedAt takenBy recordedAt entered setAside { reason setAsideBy setAsideAt } }
       pageInfo { hasNextPage endCursor } } } }`,
    { id: meetingId },
    { caller, now },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.assemblyMeeting;
}
