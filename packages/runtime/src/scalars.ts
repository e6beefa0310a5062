import { isCalendarDate, isOfOurTime } from '@anju/values/time';
import { isRuleId } from '@anju/rulebook/rules';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/**
 * A scalar whose values are checked by `read`, which returns the value or throws what is wrong with it. `give` is for what
 * is stored or reckoned, where that may be more than people may enter.
 */
const checked = <T>(name: string, read: (value: unknown) => T, give = read) =>
  new GraphQLScalarType<T>({
    name,
    serialize: give,
    parseValue: read,
    parseLiteral: (node) => read(literal(node)),
  });

const literal = (node: ValueNode): unknown => {
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.STRING) return node.value;
  return 'value' in node ? `${node.value}` : node.kind;
};

// The request's language is not known where a scalar is read, so these say it in both.
const wrong = (zh: string, en: string) =>
  new GraphQLError(`${zh} / ${en}`, { extensions: { code: 'BAD_USER_INPUT' } });

/** An exact JSON integer, where GraphQL's own Int ends at 32 bits. */
const integer = (unitZh: string, unitEn: string) => (value: unknown) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string' && /^-?\d+$/.test(value)) {
    throw wrong(
      `“${value}”带了引号。请填写不带引号的整数，以${unitZh}为单位。`,
      `Not an exact integer: "${value}" is in quotation marks. Give whole ${unitEn} without them.`,
    );
  }
  throw wrong(
    `“${String(value)}”不是整数。请填写以${unitZh}为单位的整数，绝对值不超过 9007199254740991。`,
    `Not an exact integer: ${String(value)}. Give whole ${unitEn}, within ±9007199254740991.`,
  );
};

const outOfRange = (value: unknown) =>
  wrong(
    `“${String(value)}”超出范围。请核对年份，应在 1900 至 2199 之间。`,
    `Not a date to be met here: ${String(value)}. Check the year: from 1900 to 2199.`,
  );

const calendarDate = (value: unknown) => {
  if (typeof value === 'string' && isCalendarDate(value)) return value;
  throw wrong(
    `“${String(value)}”不是有效日期。请写成 2022-06-30 这样的日期。`,
    `Not a calendar date: ${String(value)}. Write it like 2022-06-30.`,
  );
};

const form = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** Any offset comes in; it is kept and given out in UTC with milliseconds, so that text order is time order. */
const instant = (value: unknown) => {
  const day = typeof value === 'string' && form.exec(value)?.[1];
  const parsed = day && isCalendarDate(day) ? new Date(value as string) : null;
  if (parsed && !Number.isNaN(parsed.getTime())) return parsed.toISOString();
  throw wrong(
    `“${String(value)}”不是有效时刻。请写成 2022-07-05T00:00:00+08:00 这样的时刻。`,
    `Not a moment: ${String(value)}. Write it like 2022-07-05T00:00:00+08:00.`,
  );
};

/** By its own year, as it was written. */
const entered = (read: (value: unknown) => string) => (value: unknown) => {
  const date = read(value);
  if (isOfOurTime(value as string)) return date;
  throw outOfRange(value);
};

const ruleId = (value: unknown) => {
  if (typeof value === 'string' && isRuleId(value)) return value;
  throw wrong(`“${String(value)}”不是规则编号。`, `Not a rule id: ${String(value)}.`);
};

export const scalars = {
  Fen: checked('Fen', integer('分', 'fen')),
  AreaDm2: checked('AreaDm2', integer('平方分米', 'square decimetres')),
  CalendarDate: checked('CalendarDate', entered(calendarDate), calendarDate),
  Instant: checked('Instant', entered(instant), instant),
  RuleId: checked('RuleId', ruleId),
};
