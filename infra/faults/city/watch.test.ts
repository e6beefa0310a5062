import { judge, type Ready } from './watch';

const away: Ready = { status: 503, database: 'no answer', broker: 'ok' };
const whole: Ready = { status: 200, database: 'ok', broker: 'ok' };
const full: Ready = { status: 200, database: 'no room', broker: 'ok' };

test('what is away and said to be there is an untruth, be it said once', () => {
  expect(judge(away, [away])).toBe('TRUE');
  expect(judge(whole, [away])).toBe('UNTRUE');
  expect(judge(whole, [full])).toBe('UNTRUE');
  expect(judge(full, [full, away])).toBe('TRUE');
});

test('what is there and did not answer in time is late, and no untruth', () => {
  expect(judge({ ...whole, broker: 'no answer' }, [whole])).toBe('LATE');
  expect(judge({ ...away, broker: 'no answer' }, [away])).toBe('LATE');
  expect(judge(away, [full])).toBe('LATE');
  // Ready without a database is none of the two.
  expect(judge({ ...away, status: 200 }, [full])).toBe('UNTRUE');
});
