import { accept, refuse } from './decision';

test('a refusal carries the numbers its message needs, and only where there are any', () => {
  expect(refuse('TOO_LATE', 'GOV-MEET-2', { detail: { needed: 15, found: 14 } })).toEqual({
    accepted: false,
    refusal: { code: 'TOO_LATE', rule: 'GOV-MEET-2', retryable: false, detail: { needed: 15, found: 14 } },
  });
  expect(refuse('NOT_FOUND').refusal).toEqual({ code: 'NOT_FOUND', rule: null, retryable: false });
});

test('what is accepted is the next state and what happened', () => {
  expect(accept('CLOSED', 'counted', 'told')).toEqual({
    accepted: true,
    state: 'CLOSED',
    events: ['counted', 'told'],
  });
});
