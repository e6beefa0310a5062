import { canonicalBallots } from '@anju/rulebook/canonical-ballots';
import { canonicalText } from '@anju/rulebook/electorate';
import { turnoutOf } from '@anju/rulebook/tally';
import type { Instant } from '@anju/values/time';
import type { JWK } from 'jose';
import { courtText, publicText } from './bundle';
import type { Act } from './court-line';
import { sha256 } from './merkle';
import { atOnce, ballotText, chainOf, sealAll, sealing, unitText } from './seal';
import { opened, type Receipt, receiptsOf } from './receipt';
import { signBundle } from './signature';
import { judged, type Statement } from './statement';

/** The key of the published samples. It is known to everybody and signs nothing else. */
export const sampleKey: JWK = {
  kty: 'OKP',
  crv: 'Ed25519',
  // RFC 8037, appendix A.
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
const seed = sha256('the seed of the published samples').toString('hex');

/** The example community of the rule book: seven heads, nine homes, 700.00 m². */
const homes: readonly (readonly [owners: string, areaDm2: number])[] = [
  ['A', 8_000],
  ['A', 8_000],
  ['Bb', 9_000],
  ['C', 6_000],
  ['D', 7_000],
  ['E', 7_000],
  ['V', 5_000],
  ['V', 5_000],
  ['G', 15_000],
];
const ownerOf = (letter: string) => `own_${letter}` as const;
const headOf = (owners: string) => [...owners].map(ownerOf).toSorted().join('+');

const [opensAt, closesAt] = ['2022-07-04T16:00:00.000Z', '2022-07-15T16:00:00.000Z'] as const;
const noticedAt = '2022-06-18T02:00:00.000Z';
const moment = (place: number): Instant => `2022-07-06T02:${String(place).padStart(2, '0')}:00.000Z`;

const units = homes.map(([owners, areaDm2], i) => ({
  unitId: `unt_${i + 1}` as const,
  buildingId: `bld_${i > 7 ? 3 : i > 3 ? 2 : 1}` as const,
  label: `${i > 7 ? 3 : i > 3 ? 2 : 1}-1-${i + 1}`,
  headKey: headOf(owners),
  areaDm2,
}));

type Choice = Extract<Act, { act: 'VOTE' }>['choice'];

const vote = (
  place: number,
  letter: string,
  choice: Exclude<Choice, 'VOIDED'>,
  form: string | null = null,
  sequence = 1,
): Act => ({
  act: 'VOTE',
  head: headOf(letter === 'B' || letter === 'b' ? 'Bb' : letter),
  sequence,
  owner: ownerOf(letter),
  receivedAt: moment(place),
  enteredAt: moment(place),
  ballot: `bal_${place}`,
  channel: form === null ? 'ONLINE' : 'PAPER',
  form,
  written: choice,
  why: choice === 'INVALID' ? 'NOT_SIGNED' : null,
  choice,
  proxy: null,
  inPerson: true,
  signed: choice !== 'INVALID',
});

/** A to C said yes, of which B disagreed with b for a while; D no, E did not sign the paper, G said no and then yes. */
const acts: readonly Act[] = [
  vote(1, 'A', 'YES'),
  vote(2, 'B', 'YES', 'A-0001'),
  { act: 'OBJECTION', head: headOf('Bb'), sequence: 2, owner: ownerOf('b'), receivedAt: moment(3) },
  vote(4, 'C', 'YES', 'A-0002'),
  vote(5, 'D', 'NO'),
  vote(6, 'G', 'NO', 'A-0003'),
  vote(7, 'b', 'YES', null, 3),
  vote(8, 'E', 'INVALID', 'A-0004'),
  vote(9, 'G', 'YES', null, 2),
];

const hex = (text: string) => sha256(text).toString('hex');
const answers = acts.filter((act) => act.act === 'VOTE');

const turnout = turnoutOf({
  YES: { heads: 4, areaDm2: 46_000 },
  NO: { heads: 1, areaDm2: 7_000 },
  ABSTAIN: { heads: 0, areaDm2: 0 },
  INVALID: { heads: 1, areaDm2: 7_000 },
  MISSING: { heads: 1, areaDm2: 10_000 },
});
const asked = {
  division: '140502',
  matter: 'HIRE_MANAGER',
  mixedWith: null,
  opensAt,
  closesAt,
} as const;

export const sampleStatement: Statement = {
  evidence: 'anju',
  version: 1,
  questionId: 'que_1',
  decisionId: 'dec_1',
  meetingId: 'mtg_1',
  communityId: 'com_1',
  ...asked,
  decidedAt: '2022-07-16T01:00:00.000Z',
  turnout,
  ...judged(asked, turnout),
  ...atOnce(sealing(seed, units, acts)),
  snapshotHash: hex(canonicalText({ units })),
  ballotsHash: hex(
    canonicalBallots(
      answers.map(({ head: headKey, ballot: ballotId, owner: ownerId, ...each }) => ({
        ...{ ...each, headKey, ballotId, ownerId },
      })),
    ),
  ),
  synthetic: true,
};

const around: Parameters<typeof courtText>[2] = [
  {
    kind: 'NOTICE',
    meeting: 'mtg_1',
    form: 'WRITTEN_CONSULTATION',
    noticedAt,
    residentsCommitteeToldAt: noticedAt,
    opensAt,
    closesAt,
    question: 'que_1',
    number: 1,
    title: '续聘物业服务企业',
  },
  {
    kind: 'DELIVERY',
    owner: 'own_C',
    way: 'HAND',
    deliveredOn: '2022-06-19',
    entry: 1,
    recordedAt: noticedAt,
  },
  {
    kind: 'POSTING',
    postedOn: '2022-07-18',
    recordedAt: '2022-07-18T02:00:00.000Z',
    place: '小区公告栏',
    photoSha256: hex('a photograph'),
    minutesNumber: '2022-1',
    minutesSha256: hex('the minutes'),
    objectionsUntil: '2022-07-25',
  },
  ...units.map(
    ({ unitId: unit, buildingId: building, label, headKey: head, areaDm2 }) =>
      ({ kind: 'UNIT', unit, building, label, head, areaDm2 }) as const,
  ),
  ...[...new Set(homes.map(([owners]) => owners))].map(
    (owners) => ({ kind: 'HEAD', head: headOf(owners), owners: [...owners].map(ownerOf) }) as const,
  ),
];

export const samplePublicText = publicText(sampleStatement);
export const sampleCourtText = courtText(samplePublicText, seed, around, chainOf(seed, acts).lines);
export const signedSample = {
  PUBLIC: () => signBundle(samplePublicText, 'PUBLIC', sampleKey),
  COURT: () => signBundle(sampleCourtText, 'COURT', sampleKey),
};

/** That one leaf is under its root; with what it is, where the opening is for the owner alone. */
export function sampleReceipt(of: Receipt['of'], open: { readonly opened: boolean }): Receipt {
  const sealed = sealAll(seed, of === 'BALLOT' ? answers.map(ballotText) : units.map(unitText));
  const sought = of === 'BALLOT' ? '"bal_4"' : '"unt_4"';
  const place = sealed.findIndex(({ text }) => text.includes(sought));
  const [closed] = receiptsOf({ questionId: 'que_1', of }, sealed, [place]);
  return open.opened ? opened(closed!, sealed[place]!) : closed!;
}
