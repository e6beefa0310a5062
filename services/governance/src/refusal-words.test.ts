import { type Said } from '@anju/runtime/idempotency';
import { nextStep } from '@anju/runtime/testing/next-step';
import type { RefusalDetail } from '@anju/values/decision';
import { meetingMessages } from './assembly-meeting/assembly-meeting.messages';
import { ballotMessages } from './ballot/ballot.messages';
import { communityMessages } from './community/community.messages';
import { unitMessages } from './exclusive-unit/exclusive-unit.messages';
import { handedInFormMessages } from './handed-in-form/handed-in-form.messages';
import { objectionMessages } from './objection/objection.messages';
import { committeeMessages } from './owners-committee/owners-committee.messages';
import { decisionMessages } from './owners-decision/owners-decision.messages';
import { rollWords } from './owners-roll/owners-roll.words';
import { proxyMessages } from './proxy/proxy.messages';
import type { PublicationDefinition } from './publication/definition';
import type { Finding } from './publication/finding';
import { tell } from './publication/finding.words';
import { rowWords } from './publication/source-rows.words';
import { questionMessages } from './question/question.messages';
import { titleProofMessages } from './title-proof/title-proof.messages';

/** Each with all that any of them is told; the plausible opening has words of its own. */
const details: readonly RefusalDetail[] = [
  { number: 1, contentCode: 'ELDERLY_CARE', closesFrom: '2022-07-04T16:00:00.000Z' },
  { opensUntil: '2022-08-19', number: 1, contentCode: 'ROOF_REPAIR' },
  {
    number: 1,
    contentCode: 'ROOF_REPAIR',
    madeAt: '2022-07-04T16:00:00.000Z',
    closesFrom: '2022-07-04T16:00:00.000Z',
  },
];

type Words = Readonly<Record<'zh' | 'en', string>>;
type Told = Said | ((detail: RefusalDetail) => Words);
const all: Record<string, Readonly<Record<string, Told>>> = {
  meetings: meetingMessages,
  ballots: ballotMessages,
  forms: handedInFormMessages,
  units: unitMessages,
  communities: communityMessages,
  objections: objectionMessages,
  committees: committeeMessages,
  decisions: decisionMessages,
  proxies: proxyMessages,
  questions: questionMessages,
  titleProofs: titleProofMessages,
};

const refusals = Object.entries(all).flatMap(([of, messages]) =>
  Object.entries(messages).flatMap(([code, told]) => {
    const said = typeof told === 'function' ? details.map((detail) => told(detail)) : [told];
    return [...new Map(said.map((words) => [words.zh, words])).values()].map(
      (words) => [`${of}: ${code}`, words] as const,
    );
  }),
);

test('there are words to look at', () => {
  expect(new Set(refusals.map(([of]) => of)).size).toBeGreaterThan(150);
});

test.each(refusals)('the refusal of %s says what to do next in both languages', (_, words) => {
  expect(words.zh).toMatch(nextStep.zh);
  expect(words.en).toMatch(nextStep.en);
});

const ofRows: Record<keyof typeof rollWords, readonly Words[]> = {
  noNumber: [rollWords.noNumber(''), rollWords.noNumber('x')],
  homeTwice: [rollWords.homeTwice('1-1-101', 2)],
  areaZero: [rollWords.areaZero],
  areaTooLarge: [rollWords.areaTooLarge],
  empty: [rollWords.empty],
  emptyEntry: [rollWords.emptyEntry],
  controlCharacter: [rollWords.controlCharacter],
  tooLong: [rollWords.tooLong(100)],
  tooManyOwners: [rollWords.tooManyOwners(20)],
  notAsManyDocuments: [rollWords.notAsManyDocuments(2, 1)],
  coOwnerTwice: [rollWords.coOwnerTwice],
  document: [rollWords.document.NONE(1), rollWords.document.MASKED(1), rollWords.document.MARKED(1)],
  notAName: [rollWords.notAName(1)],
  nameMasked: [rollWords.nameMasked(1)],
  homesBeyond: [rollWords.homesBeyond(5, 2)],
  mistyped: [rollWords.mistyped.PERSON(1), rollWords.mistyped.LEGAL_PERSON(1)],
  possessionWithoutDeveloper: [rollWords.possessionWithoutDeveloper],
  unsoldWithOwners: [rollWords.unsoldWithOwners],
  noDeveloper: [rollWords.noDeveloper],
  noneOf: [rollWords.noneOf('x', [['PERSON', ['个人']]])],
  otherName: [rollWords.otherName(2)],
  vanished: [rollWords.vanished('1-1-101')],
  struck: [rollWords.struck('1-1-101', '2022-06-06')],
  noArea: [rollWords.noArea('1-1-101')],
  areaImplausible: [rollWords.areaImplausible('1-1-101', '10', '1000')],
  buyersLeftOut: [rollWords.buyersLeftOut('1-1-101')],
  markUnclear: [rollWords.markUnclear('1-1-101')],
};

test.each(Object.entries(ofRows))('so does what is said of a row of the roll: %s', (_, said) => {
  for (const { zh, en } of said) {
    expect(zh).toMatch(nextStep.zh);
    expect(en).toMatch(nextStep.en);
  }
});

const at = { line: 2, column: null };
/** What refuses a list; the other findings are notes on one that was taken. */
const ofLists: readonly Finding[] = [
  { ...at, code: 'NAME_TWICE', name: '甲', firstLine: 2 },
  { ...at, code: 'TOTAL_DIFFERS', added: 3n },
  { ...at, code: 'TOTAL_NOT_SUMMED' },
  { ...at, code: 'NOTHING_LEFT', name: '甲', parts: 3n },
  { ...at, code: 'IMPLAUSIBLE', name: '甲', most: 3 },
  { ...at, code: 'LIST_TOO_LARGE', households: 4, most: 3 },
  { ...at, code: 'NO_LONGER_LISTED', name: '甲' },
  { ...at, code: 'KNOWN_NOWHERE', name: '甲' },
  { ...at, code: 'IN_ANOTHER_LIST', name: '甲', publicationId: 'another' },
];

test.each(ofLists)('and what refuses a published list: $code', (finding) => {
  const { reason } = tell(finding, { columns: {}, number: null } as unknown as PublicationDefinition, []);
  expect(reason.zh).toMatch(nextStep.zh);
  expect(reason.en).toMatch(nextStep.en);
});

const ofListRows: Record<keyof typeof rowWords, Words> = {
  noName: rowWords.noName,
  nameTooLong: rowWords.nameTooLong,
  hidden: rowWords.hidden,
  figureMissing: rowWords.figureMissing,
  notZero: rowWords.notZero,
  tooLarge: rowWords.tooLarge,
  notThatYear: rowWords.notThatYear(2020),
  notInOrder: rowWords.notInOrder(3),
  rowTwice: rowWords.rowTwice(2),
  rowMissing: rowWords.rowMissing('合计'),
};

test.each(Object.entries(ofListRows))('and what is said of a row of one: %s', (_, { zh, en }) => {
  expect(zh).toMatch(nextStep.zh);
  expect(en).toMatch(nextStep.en);
});
