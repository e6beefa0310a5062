import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { aSolicitation, june16 } from '../solicitation/solicitation.builder';
import { aDraft, anAnswer } from './answer.builder';
import type { ContactDraft } from './contact';
import { type Household, type Place, recordAnswer, recordContact } from './household-response';

const solicitation = aSolicitation();
const known: Household = {
  response: {
    id: 'hhr_1',
    version: 1,
    solicitationId: 'sol_1',
    household: '2-1-301',
    building: '2',
    contactedOn: '2022-06-08',
    countedAnswerId: null,
    notCounted: null,
    legalBasis: legalBasisOf('SOLICITATION'),
  },
  contacts: [
    {
      id: 'ctc_1',
      responseId: 'hhr_1',
      number: 1,
      way: 'VISIT',
      contactedOn: '2022-06-08',
      sealedBy: null,
      recordedAt: june16,
    },
  ],
  answers: [],
  strikes: [],
};
const aPlace = (differing: Partial<Place> = {}): Place => ({
  solicitation,
  label: '2-1-301',
  buildings: [],
  household: null,
  contacted: 0,
  ...differing,
});
const again = (household: Household = known) => aPlace({ household, contacted: null });

const contact = (place: Place, differing: Partial<ContactDraft> = {}) =>
  recordContact(
    place,
    { way: 'VISIT', contactedOn: '2022-06-08', by: null, ...differing },
    { responseId: 'hhr_2', entryId: 'ctc_2', now: june16, seal: (name) => `sealed ${name}` },
  );
const answer = (place: Place, differing: Parameters<typeof aDraft>[0] = {}) =>
  recordAnswer(place, aDraft(differing), { responseId: 'hhr_2', entryId: 'ans_2', now: june16 });

test('[PART-2] the first contact brings the household in, with its building', () => {
  expect(contact(aPlace(), { by: ' 王芳 ' })).toMatchObject({
    state: {
      household: {
        response: { id: 'hhr_2', household: '2-1-301', building: '2', contactedOn: '2022-06-08' },
        contacts: [{ id: 'ctc_2' }],
      },
      // Whoever went is kept sealed (PRIV-1).
      entry: { responseId: 'hhr_2', number: 1, sealedBy: 'sealed 王芳', recordedAt: june16 },
    },
  });
});

test('[PART-2] a further contact is one of the same household, and an earlier day is when it was reached', () => {
  expect(contact(again(), { way: 'PAPER', contactedOn: '2022-06-07' })).toMatchObject({
    state: {
      household: { response: { id: 'hhr_1', contactedOn: '2022-06-07' } },
      entry: { responseId: 'hhr_1', number: 2 },
    },
  });
  expect(contact(again(), { contactedOn: '2022-06-10' })).toMatchObject({
    state: { household: { response: { contactedOn: '2022-06-08' } } },
  });
});

test('[PART-2] the same contact again is nothing new', () => {
  expect(contact(again())).toEqual({
    accepted: true,
    events: [],
    state: { household: known, entry: null },
  });
});

test('a contact is made from the day of opening to today', () => {
  expect(contact(aPlace(), { contactedOn: '2022-06-07' })).toMatchObject({ accepted: true });
  expect(contact(aPlace(), { contactedOn: '2022-06-06' })).toMatchObject({
    refusal: { code: 'DATE_BEFORE_OPENING', detail: { on: '2022-06-06', openedOn: '2022-06-07' } },
  });
  expect(contact(aPlace(), { contactedOn: '2022-06-16' })).toMatchObject({ accepted: true });
  expect(contact(aPlace(), { contactedOn: '2022-06-17' })).toMatchObject({
    refusal: { code: 'DATE_IN_FUTURE', detail: { on: '2022-06-17', today: '2022-06-16' } },
  });
});

test('[CONV-3] the days of opening and of today are those of China', () => {
  // 00:30 on 8 June in China, still 7 June in UTC.
  const opened = aSolicitation({ openedAt: '2022-06-07T16:30:00.000Z' });
  expect(contact(aPlace({ solicitation: opened }), { contactedOn: '2022-06-07' })).toMatchObject({
    refusal: { code: 'DATE_BEFORE_OPENING' },
  });
});

test('[PART-2] the last registered household can be entered, one more cannot', () => {
  expect(contact(aPlace({ contacted: 143 }))).toMatchObject({ accepted: true });
  const full = aPlace({ contacted: 144 });
  for (const refused of [contact(full), answer(full)]) {
    expect(refused).toMatchObject({
      refusal: {
        code: 'MORE_HOUSEHOLDS_THAN_REGISTERED',
        rule: 'PART-2',
        detail: { found: 145, households: 144 },
      },
    });
  }
  // One that is in already takes no further place.
  expect(answer(again())).toMatchObject({ accepted: true });
});

test('[PART-2] a home of the roll can be entered, another building or door cannot, known or not', () => {
  const roll = (...homes: string[]) => [
    { id: 'bld_2', communityId: 'com_1', number: '2', homes, synthetic: false } as const,
  ];
  expect(contact(aPlace({ buildings: roll('2-1-301') }))).toMatchObject({ accepted: true });
  const elsewhere = { buildings: roll('2-1-302') };
  for (const refused of [contact(aPlace(elsewhere)), answer({ ...again(), ...elsewhere })]) {
    expect(refused).toMatchObject({
      refusal: {
        code: 'HOME_NOT_RECORDED',
        rule: 'PART-2',
        retryable: true,
        detail: { building: '2' },
      },
    });
  }
  expect(answer(aPlace({ label: '900-9-999', ...elsewhere }))).toMatchObject({
    refusal: { code: 'BUILDING_NOT_RECORDED', detail: { building: '900' } },
  });
});

test('[PRIV-1] while no roll is known a label needs numbers, and a home of the roll may have none', () => {
  for (const label of ['LI-0-1', '东-西-1']) {
    for (const refused of [contact(aPlace({ label })), answer({ ...again(), label })]) {
      expect(refused).toMatchObject({
        refusal: { code: 'HOME_NOT_NUMBERED', rule: 'PRIV-1', retryable: true },
      });
    }
  }
  expect(contact(aPlace({ label: 'B-1-301' }))).toMatchObject({ accepted: true });
  const east = {
    id: 'bld_E',
    communityId: 'com_1',
    number: '东',
    homes: ['东-西-1'],
    synthetic: false,
  } as const;
  expect(contact(aPlace({ label: '东-西-1', buildings: [east] }))).toMatchObject({ accepted: true });
});

test('[PART-2] nothing is entered once it is closed', () => {
  const closed = aPlace({ solicitation: aSolicitation({ state: 'GATE_MISSED' }) });
  expect(contact(closed)).toMatchObject({ refusal: { code: 'NOT_OPEN', rule: 'PART-2' } });
  expect(answer(closed)).toMatchObject({ refusal: { code: 'NOT_OPEN', rule: 'PART-2' } });
});

test('a name that is none is refused', () => {
  expect(contact(aPlace(), { by: ' ' })).toMatchObject({ refusal: { code: 'NAME_INVALID' } });
});

test('[PART-2] who answers was reached on that day', () => {
  expect(answer(aPlace())).toMatchObject({
    state: {
      household: { response: { contactedOn: '2022-06-08', countedAnswerId: 'ans_2' }, contacts: [] },
      entry: { id: 'ans_2', number: 1, answeredOn: '2022-06-08' },
    },
  });
});

test('[PART-2] an answer replaces the one before it, which is kept', () => {
  const before = anAnswer();
  const answered = {
    ...known,
    response: { ...known.response, countedAnswerId: before.id },
    answers: [before],
  };

  expect(answer(again(answered), { consents: false, answeredOn: '2022-06-09' })).toMatchObject({
    state: {
      household: { response: { countedAnswerId: 'ans_2' }, answers: [{ id: 'ans_1' }, { id: 'ans_2' }] },
    },
  });
  expect(answer(again(answered), { consents: false, answeredOn: '2022-06-07' })).toMatchObject({
    state: { household: { response: { countedAnswerId: 'ans_1' } }, entry: { number: 2 } },
  });
  expect(answer(again(answered))).toEqual({
    accepted: true,
    events: [],
    state: { household: answered, entry: null },
  });
});

test('[PART-3] what cannot have been said is refused', () => {
  expect(answer(aPlace(), { consents: null })).toMatchObject({ refusal: { code: 'CONSENT_NOT_STATED' } });
});
