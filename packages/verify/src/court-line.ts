import { z } from 'zod';
import {
  ballot,
  building,
  choices,
  date,
  hash,
  head,
  instant,
  meeting,
  objection,
  owner,
  proof,
  proxy,
  question,
  unit,
  whole,
} from './fields';

const paper = z.string().max(100).nullable();

const vote = {
  act: z.literal('VOTE'),
  head,
  /** 1, 2, 3 … of a head; decides between equal instants (GOV-VOTE-13). */
  sequence: whole,
  owner,
  receivedAt: instant,
  enteredAt: instant,
  ballot,
  channel: z.enum(['ONLINE', 'PAPER']),
  form: z.string().max(64).nullable(),
  /**
   * What is written on it, BLANK where that is nothing and the rules of procedure make an abstention of it, and what is wrong
   * with it, such as NOT_SIGNED or UNAUTHORISED (GOV-VOTE-6).
   */
  written: z.enum(['YES', 'NO', 'ABSTAIN', 'BLANK', 'INVALID']),
  why: z.string().max(40).nullable(),
  /** As it counted: what is written, INVALID, or VOIDED where it was entered by mistake. */
  choice: z.enum(choices),
  /** The agent's, if an agent filled it in (GOV-MEET-4). */
  proxy: proxy.nullable(),
  inPerson: z.boolean(),
  signed: z.boolean(),
};
const others = {
  act: z.enum(['OBJECTION', 'DESIGNATION', 'SALE', 'SALE_VOIDED']),
  head,
  sequence: whole,
  owner,
  receivedAt: instant,
};

/** What was done for one head of the question while it was open. */
export type Act = z.infer<z.ZodObject<typeof vote>> | z.infer<z.ZodObject<typeof others>>;
export type ActLine = Act & { readonly kind: 'ACT'; readonly before: string };

const linked = { kind: z.literal('ACT'), before: hash };

/** The lines of the court form behind the statement. Names are asked of the register, by the ids here. */
export const courtLine = z.union([
  z.strictObject({ ...linked, ...vote }),
  z.strictObject({ ...linked, ...others }),
  z.strictObject({ kind: z.literal('SEAL'), seed: hash }),
  z.strictObject({
    kind: z.literal('NOTICE'),
    meeting,
    form: z.string(),
    noticedAt: instant,
    residentsCommitteeToldAt: instant,
    opensAt: instant,
    closesAt: instant,
    question,
    number: whole,
    title: z.string(),
    /** Those by which the meeting went; absent where none applied at the notice (CONV-4). */
    rulesOfProcedure: z
      .strictObject({
        adoptedOn: date,
        appliesFrom: date,
        paperNumber: z.string(),
        paperSha256: hash,
        clauses: z.strictObject({
          maxProxiesPerAgent: whole.nullable(),
          signedBlank: z.enum(['INVALID', 'ABSTAIN']).nullable(),
          stalls: z.enum(['EXCLUDED', 'INCLUDED']).nullable(),
          silentOwners: z.literal('NOT_COUNTED').nullable(),
          feeDefaulters: z.literal('NO_CANDIDACY').nullable(),
        }),
      })
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('DELIVERY'),
    owner,
    way: z.string(),
    deliveredOn: date,
    entry: whole,
    recordedAt: instant,
  }),
  z.strictObject({ kind: z.literal('UNIT'), unit, building, label: z.string(), head, areaDm2: whole }),
  z.strictObject({ kind: z.literal('HEAD'), head, owners: z.array(owner).min(1) }),
  z.strictObject({
    kind: z.literal('PROXY'),
    proxy,
    owner,
    agentOwner: owner.nullable(),
    from: date,
    until: date,
    registeredAt: instant,
    recalledAt: instant.nullable(),
  }),
  z.strictObject({
    kind: z.literal('TITLE_PROOF'),
    proof,
    buyer: owner,
    units: z.array(unit),
    transferredOn: date,
    paperNumber: z.string(),
    paperSha256: hash,
    provenAt: instant,
    voidedAt: instant.nullable(),
  }),
  z.strictObject({
    kind: z.literal('VOIDED_PAPER'),
    ballot,
    voidedAt: instant,
    paperNumber: paper,
    paperSha256: hash.nullable(),
  }),
  z.strictObject({
    kind: z.literal('RATIFICATION'),
    ballot,
    head,
    ratifiedAt: instant,
    paperNumber: paper,
    paperSha256: hash.nullable(),
  }),
  z.strictObject({ kind: z.literal('VOIDED_ANSWER'), ballot, proxy, voidedAt: instant }),
  z.strictObject({
    kind: z.literal('POSTING'),
    postedOn: date,
    recordedAt: instant,
    place: z.string(),
    photoSha256: hash.nullable(),
    minutesNumber: paper,
    minutesSha256: hash.nullable(),
    objectionsUntil: date,
  }),
  z.strictObject({
    kind: z.literal('OBJECTION'),
    objection,
    owner,
    raisedAt: instant,
    enteredAt: instant.nullable(),
    paperNumber: paper,
    paperSha256: hash.nullable(),
    answeredBy: z.enum(['CONVENER', 'STREET']).nullable(),
    answeredAt: instant.nullable(),
    insistedAt: instant.nullable(),
    streetAnsweredAt: instant.nullable(),
    withdrawnAt: instant.nullable(),
  }),
]);

export type CourtLine = z.infer<typeof courtLine>;
