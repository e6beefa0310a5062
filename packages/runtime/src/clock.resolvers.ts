import { refuse } from '@anju/values/decision';
import { dateOf, type Instant } from '@anju/values/time';
import type { Language } from './caller';
import type { Context } from './context';

const messages: Record<'CLOCK_NEVER_GOES_BACK' | 'NOT_A_SANDBOX', Record<Language, string>> = {
  CLOCK_NEVER_GOES_BACK: {
    zh: '时钟只能向前拨，请给出比当前时间更晚的时刻；拨得太远的，只能重新开始：npm start 的城市用 --fresh（指定过 --data 的照旧指定），其他服务见 README。',
    en: 'The clock never goes back. Give a time later than the present one; where it was moved too far, start over: the city of npm start with --fresh, and with the --data it had; services otherwise as the README says.',
  },
  NOT_A_SANDBOX: {
    zh: '只有演示环境的时钟可以拨动。',
    en: "Only a sandbox's clock can be moved.",
  },
};

const shown = ({ clock, sandbox }: Context) => {
  const now = clock();
  return { __typename: 'Clock', now, today: dateOf(now), sandbox: sandbox !== null };
};

/** `clock` and `advanceClock`, which every subgraph answers alike: they share the sandbox's one clock. */
export const clockResolvers = {
  Query: { clock: (_: unknown, __: unknown, context: Context) => shown(context) },
  Mutation: {
    advanceClock: (_: unknown, { to }: { to: Instant }, context: Context) => {
      const { sandbox, clock, language } = context;
      const refused = (code: keyof typeof messages) => ({
        __typename: 'ClockRefusal',
        ...refuse(code).refusal,
        message: messages[code][language],
      });
      if (!sandbox) return refused('NOT_A_SANDBOX');
      if (to < clock()) return refused('CLOCK_NEVER_GOES_BACK');
      sandbox.advanceTo(to);
      return shown(context);
    },
  },
};
