import { aQuestion } from '../question/question.builder';
import { canonicalForms, handInForms, mostForms, setFormAside } from './handed-in-form';

const whileOpen = '2022-07-06T02:00:00.000Z';
const { opensAt, closesAt } = aQuestion();
const last = '2022-07-15T15:59:59.999Z';

const form = (formNumber: string | null = 'F-1', receivedAt: typeof closesAt = whileOpen) => ({
  formNumber,
  receivedAt,
});
type HandingIn = Parameters<typeof handInForms>[1];
const handIn = (forms: Parameters<typeof handInForms>[0], differing: Partial<HandingIn> = {}) =>
  handInForms(forms, {
    meetingId: 'mtg_1',
    questions: [aQuestion()],
    taken: new Set(),
    by: 'committee-1',
    now: last,
    ...differing,
  });

test('[GOV-MEET-3] forms are handed in while voting is open, as they came by then', () => {
  expect(handIn([form()])).toMatchObject({
    state: [{ formNumber: 'F-1', receivedAt: whileOpen, takenBy: 'committee-1', recordedAt: last }],
  });
  expect(handIn([form()], { now: closesAt })).toMatchObject({
    refusal: { code: 'VOTING_OVER', rule: 'GOV-MEET-3' },
  });
  expect(handIn([form()], { now: '2022-07-04T15:59:59.999Z' })).toMatchObject({
    refusal: { code: 'VOTING_NOT_BEGUN' },
  });
  expect(handIn([form('F-1', opensAt)])).toMatchObject({ accepted: true });
  for (const receivedAt of ['2022-07-04T15:59:59.999Z', closesAt] as const)
    expect(handIn([form('F-1', receivedAt)])).toMatchObject({
      refusal: { code: 'RECEIVED_OUTSIDE_VOTING', rule: 'GOV-MEET-3', detail: { formNumber: 'F-1' } },
    });
  expect(handIn([form('F-1', last)], { now: whileOpen })).toMatchObject({
    refusal: { code: 'RECEIVED_OUTSIDE_VOTING' },
  });
});

test('[GOV-VOTE-13] each number is taken once, and of a list with one that is not all stay out', () => {
  const used = { refusal: { code: 'FORM_NUMBER_USED', rule: 'GOV-VOTE-13', detail: { formNumber: 'F-2' } } };
  expect(handIn([form(), form('F-2')], { taken: new Set(['F-2']) })).toMatchObject(used);
  expect(handIn([form('F-2'), form(), form('F-2')])).toMatchObject(used);
  expect(handIn([form(), form(null)])).toMatchObject({
    refusal: { code: 'FORM_NUMBER_INVALID', detail: { row: 2 } },
  });
  const many = (count: number) => Array.from({ length: count }, (_, i) => form(`F-${i}`));
  expect(handIn(many(mostForms))).toMatchObject({ accepted: true });
  for (const count of [0, mostForms + 1])
    expect(handIn(many(count))).toMatchObject({ refusal: { code: 'FORMS_MISSING' } });
});

test('[GOV-VOTE-13] a form is set aside after the end of voting, once, with a reason, unless it is entered', () => {
  const aside = (differing: Partial<Parameters<typeof setFormAside>[2]> = {}, reason = '票上没有房号') =>
    setFormAside('F-1', reason, {
      meetingId: 'mtg_1',
      questions: [aQuestion()],
      form: { isEntered: false, isSetAside: false },
      by: 'street',
      now: closesAt,
      ...differing,
    });
  expect(aside()).toMatchObject({ state: { setAsideBy: 'street', setAsideAt: closesAt } });
  expect(aside({ now: last })).toMatchObject({ refusal: { code: 'VOTING_NOT_OVER', rule: 'GOV-MEET-3' } });
  expect(aside({ form: null })).toMatchObject({ refusal: { code: 'FORM_NOT_HANDED_IN' } });
  const entered = { isEntered: true, isSetAside: false };
  expect(aside({ form: entered })).toMatchObject({ refusal: { code: 'FORM_ENTERED' } });
  const before = { isEntered: false, isSetAside: true };
  expect(aside({ form: before })).toMatchObject({ refusal: { code: 'FORM_SET_ASIDE' } });
  const questions = [aQuestion(), aQuestion({ id: 'que_2', status: 'COUNTED' })];
  expect(aside({ questions })).toMatchObject({ refusal: { code: 'ALREADY_COUNTED', rule: 'GOV-VOTE-10' } });
  expect(aside({}, '')).toMatchObject({ refusal: { code: 'REASON_INVALID' } });
});

test('the list reads the same in whatever order forms came', () => {
  const forms = [
    { formNumber: 'F-2', receivedAt: whileOpen },
    { formNumber: 'F-1', receivedAt: last },
  ] as const;
  expect(canonicalForms(forms)).toBe(`F-1 ${last}\nF-2 ${whileOpen}\n`);
  expect(canonicalForms(forms.toReversed())).toBe(canonicalForms(forms));
});
