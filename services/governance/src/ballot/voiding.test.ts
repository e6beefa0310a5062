import type { Instant } from '@anju/values/time';
import { aQuestion } from '../question/question.builder';
import { voidBallot } from './voiding';

const mistake = { onWordOf: 'WHO_ENTERED_IT', reason: '登记到了 101 室名下', paper: null } as const;
const whileOpen: Instant = '2022-07-06T02:00:00.000Z';
const stands = { id: 'bal_2', isVoided: false } as const;
const wasVoided = { id: 'bal_1', isVoided: true } as const;

const voidIt = (
  differing: Partial<Parameters<typeof voidBallot>[1]> = {},
  said: Partial<Parameters<typeof voidBallot>[0]> = {},
) =>
  voidBallot(
    { ...mistake, ...said },
    { entered: [wasVoided, stands], questions: [aQuestion()], now: whileOpen, ...differing },
  );
const refused = (code: string, rule: string | null = null) => ({ refusal: { code, rule } });

test('[GOV-VOTE-13] of a form that was entered again, the entry that stands is voided, once', () => {
  expect(voidIt()).toMatchObject({
    state: {
      ballotId: 'bal_2',
      onWordOf: 'WHO_ENTERED_IT',
      voidedAt: whileOpen,
      paperNumber: null,
      paperSha256: null,
    },
  });
  expect(voidIt({ entered: [wasVoided] })).toMatchObject(refused('ALREADY_VOIDED'));
  expect(voidIt({ entered: [] })).toMatchObject(refused('FORM_NOT_ENTERED'));
});

test('[GOV-VOTE-13, GOV-MEET-3] while voting is open, both to the millisecond', () => {
  const over = refused('TOO_LATE_TO_VOID', 'GOV-VOTE-13');
  const { closesAt } = aQuestion();
  expect(voidIt({ now: '2022-07-15T15:59:59.999Z' })).toMatchObject({ accepted: true });
  expect(voidIt({ now: closesAt })).toMatchObject(over);
  expect(voidIt({ questions: [aQuestion(), aQuestion({ status: 'VOTING_OVER' })] })).toMatchObject(over);
  expect(voidIt({ questions: [aQuestion({ status: 'COUNTED' })], now: closesAt })).toMatchObject(over);
});

test('[GOV-VOTE-9] with what was wrong, in 1 to 500 characters', () => {
  expect(voidIt({}, { reason: '' })).toMatchObject(refused('REASON_INVALID'));
  expect(voidIt({}, { reason: '𠮷'.repeat(500) })).toMatchObject({ accepted: true });
  expect(voidIt({}, { reason: '误'.repeat(501) })).toMatchObject(refused('REASON_INVALID'));
});

test("[GOV-VOTE-9] on an owner's word there is the owner's paper, and who entered it needs none", () => {
  const paper = { number: '说明-1', sha256: 'ab'.repeat(32) };
  for (const onWordOf of ['OWNER_IT_WAS_ENTERED_UNDER', 'OWNER_WHO_FILLED_IT_IN'] as const) {
    expect(voidIt({}, { onWordOf })).toMatchObject(refused('PAPER_MISSING'));
    expect(voidIt({}, { onWordOf, paper })).toMatchObject({
      state: { onWordOf, paperNumber: paper.number, paperSha256: paper.sha256 },
    });
    expect(voidIt({}, { onWordOf, paper: { ...paper, number: '' } })).toMatchObject(
      refused('PAPER_NUMBER_INVALID'),
    );
    expect(voidIt({}, { onWordOf, paper: { ...paper, sha256: 'ab' } })).toMatchObject(
      refused('PAPER_HASH_INVALID'),
    );
  }
  expect(voidIt({}, { paper })).toMatchObject({ state: { paperNumber: paper.number } });
});
