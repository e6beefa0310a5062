import { countedOf, isSameAnswer, readAnswer } from './answer';
import { aDraft, anAnswer } from './answer.builder';

const codeOf = (differing: Parameters<typeof aDraft>[0]) => {
  const result = readAnswer(aDraft(differing));
  return result.accepted ? 'accepted' : result.refusal.code;
};

test('[PART-3] an answer states both consents; silence is neither', () => {
  expect(codeOf({})).toBe('accepted');
  expect(codeOf({ consents: false, consentsToManagementMode: false })).toBe('accepted');
  expect(codeOf({ consents: null })).toBe('CONSENT_NOT_STATED');
  expect(codeOf({ consentsToManagementMode: null })).toBe('CONSENT_NOT_STATED');
});

test('[PART-3] a management mode is named only with consent to one', () => {
  expect(codeOf({ managementMode: 'SELF' })).toBe('accepted');
  expect(codeOf({ managementMode: 'SELF', consentsToManagementMode: false })).toBe('MODE_WITHOUT_CONSENT');
});

test('[PART-2] a household that refused to answer has said nothing', () => {
  const refused = { kind: 'REFUSED', consents: null, consentsToManagementMode: null } as const;

  expect(readAnswer(aDraft(refused))).toMatchObject({
    state: { kind: 'REFUSED', consents: false, consentsToManagementMode: false, wishes: [] },
  });
  expect(codeOf({ ...refused, consents: false })).toBe('accepted');
  expect(codeOf({ ...refused, consents: true })).toBe('REFUSED_YET_ANSWERED');
  expect(codeOf({ ...refused, consentsToManagementMode: true })).toBe('REFUSED_YET_ANSWERED');
  expect(codeOf({ ...refused, managementMode: 'SELF' })).toBe('REFUSED_YET_ANSWERED');
  expect(codeOf({ ...refused, wishes: ['LIFT'] })).toBe('REFUSED_YET_ANSWERED');
});

test('wishes are kept once each and in the order of the list', () => {
  expect(readAnswer(aDraft({ wishes: ['LIFT', 'DRAINAGE', 'LIFT'] }))).toMatchObject({
    state: { wishes: ['DRAINAGE', 'LIFT'] },
  });
});

test('[PART-2] the last answer that was given counts, and of one day the last that was recorded', () => {
  const early = anAnswer({ id: 'ans_1', number: 1, answeredOn: '2022-06-10' });
  const late = anAnswer({ id: 'ans_2', number: 2, answeredOn: '2022-06-09' });
  const sameDay = anAnswer({ id: 'ans_3', number: 3, answeredOn: '2022-06-10' });

  expect(countedOf([])).toBeNull();
  expect(countedOf([early, late])).toBe(early);
  expect(countedOf([late, early])).toBe(early);
  expect(countedOf([early, late, sameDay])).toBe(sameDay);
  expect(countedOf([sameDay, early])).toBe(sameDay);
});

test.each([
  { kind: 'REFUSED' as const },
  { consents: false },
  { consentsToManagementMode: false },
  { managementMode: 'SELF' as const },
  { wishes: ['LIFT' as const] },
  { answeredOn: '2022-06-09' as const },
])('an answer that differs by %j is another', (differing) => {
  expect(isSameAnswer(anAnswer(), anAnswer(differing))).toBe(false);
});

test('the same said on the same day is the same, whenever it was recorded', () => {
  expect(isSameAnswer(anAnswer(), anAnswer({ id: 'ans_2', number: 2 }))).toBe(true);
});
