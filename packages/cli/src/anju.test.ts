import { anju } from './anju';

test.each(['url', 'data', 'key', 'from', 'type', 'since', 'before', 'consumer'])(
  'an empty --%s is refused in both languages, before anybody is asked',
  async (name) => {
    for (const command of [['status'], ['replay', 'governance']])
      for (const value of ['', ' ']) {
        const said: string[] = [];
        const fetched = jest.spyOn(globalThis, 'fetch');
        const say = (line: string) => void said.push(line);
        expect(await anju(['events', ...command, `--${name}`, value], {}, say, say)).toBe(1);
        expect(said).toEqual([
          expect.stringMatching(
            new RegExp(`^参数有误 / Wrong argument: --${name} 空值 / is empty\n用法 / Usage:`),
          ),
        ]);
        expect(fetched).not.toHaveBeenCalled();
        fetched.mockRestore();
      }
  },
);
