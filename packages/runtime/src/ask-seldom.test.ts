import { askSeldom } from './ask-seldom';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Its questions stay open until the test answers them. */
function open() {
  const answers: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
  const ask = askSeldom(
    () => new Promise<string>((resolve, reject) => void answers.push({ resolve, reject })),
  );
  return { ask, answers };
}

test('while one is under way, however long, nobody asks another', async () => {
  const { ask, answers } = open();
  const first = ask();
  jest.advanceTimersByTime(60_000);
  const second = ask();
  expect(answers).toHaveLength(1);
  answers[0]!.resolve('there');
  expect(await Promise.all([first, second])).toEqual(['there', 'there']);
});

test('its answer counts for a second and no longer', async () => {
  const { ask, answers } = open();
  const first = ask();
  answers[0]!.resolve('there');
  await first;
  jest.advanceTimersByTime(999);
  expect(await ask()).toBe('there');
  jest.advanceTimersByTime(1);
  void ask();
  expect(answers).toHaveLength(2);
});

test('so does that there was none', async () => {
  const { ask, answers } = open();
  const first = ask();
  answers[0]!.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect(ask()).rejects.toThrow('away');
  jest.advanceTimersByTime(1_000);
  const second = ask();
  answers[1]!.resolve('there again');
  expect(await second).toBe('there again');
});
