import type { Answer, AnswerDraft } from './answer';

/** Consents to both, with no wishes, on 8 June; say only what a test is about. */
export const aDraft = (differing: Partial<AnswerDraft> = {}): AnswerDraft => ({
  kind: 'ANSWERED',
  consents: true,
  consentsToManagementMode: true,
  managementMode: null,
  wishes: [],
  answeredOn: '2022-06-08',
  ...differing,
});

export const anAnswer = (differing: Partial<Answer> = {}): Answer => ({
  id: 'ans_1',
  responseId: 'hhr_1',
  number: 1,
  kind: 'ANSWERED',
  consents: true,
  consentsToManagementMode: true,
  managementMode: null,
  wishes: [],
  answeredOn: '2022-06-08',
  recordedAt: '2022-06-08T08:00:00.000Z',
  ...differing,
});
