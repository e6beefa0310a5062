/** Behind the fiftieth wrong value of a request; graphql-js gives it no code. */
export const tooManyWrong = /^Too many errors processing variables/;

/** What the libraries say in English alone, of what a person meets; a query's own faults are a developer's. */
const translated: readonly (readonly [says: RegExp, zh: string, limit?: string])[] = [
  [/contains more that \d+ tokens/, '查询过长，请拆成几个较小的请求。', 'tokens'],
  [/Cross-Site Request Forgery/, '请以 POST 发送，并带上 content-type: application/json。'],
  [/batching/i, '一次只能发送一个操作。'],
  [/^Syntax Error/, '查询语法有误。'],
  [/Maximum call stack/, '查询嵌套过深，请简化后再试。', 'literalDepth'],
  [/^POST body missing|^GraphQL operations must contain/, '请求中没有查询，请以 JSON 发送 query。'],
  [/supports only GET\/POST/, '只接受 GET 和 POST 请求。'],
  [/^GET requests only support query/, '修改数据请以 POST 发送。'],
  [tooManyWrong, '错误太多，未全部列出。请先改正已列出的，再重新提交。'],
  [/^PersistedQuery/, '这里不保存查询，请发送查询全文。'],
];

/** What else is wrong with a request before its query is read, in a library's words. */
const malformed: (typeof translated)[number] = [/(?:)/, '请求格式有误。'];

/**
 * What a person typed where something else belongs, as graphql-js says it of a variable or a literal. Each comes
 * with what it should be.
 */
const typedWrong: readonly (readonly [says: RegExp, zh: (...parts: string[]) => string])[] = [
  [/Int cannot represent non-integer value: (.+)$/s, (found) => `${found} 不是整数`],
  [/Int cannot represent non 32-bit signed integer value: (.+)$/s, (found) => `整数 ${found} 过大或过小`],
  [/Float cannot represent non numeric value: (.+)$/s, (found) => `${found} 不是数字`],
  [/Boolean cannot represent a non boolean value: (.+)$/s, (found) => `${found} 不是 true 或 false`],
  [/(?:String|ID) cannot represent (?:a non string )?value: (.+)$/s, (found) => `${found} 不是文字`],
  [/Value "(.+?)" does not exist in "(\w+)" enum/s, (found, type) => `${type} 没有“${found}”这个选项`],
  [
    /Enum "(\w+)" cannot represent non-(?:enum|string) value: (.+?)\.(?: Did you.*)?$/s,
    (type, found) => `${found} 不是 ${type} 的选项`,
  ],
  [/Field "([\w.]+)" of required type "(.+?)" was not provided/, (field) => `缺少必填项 ${field}`],
  [/Field "(\w+)" is not defined by type "(\w+)"/, (field, type) => `${type} 没有 ${field} 这一项`],
  [/Variable "\$(\w+)" of required type "(.+?)" was not provided/, (name) => `缺少变量 ${name}`],
  [/Expected non-nullable type "(.+?)" not to be null/, () => '此处必须填写'],
  [/Expected type "(.+?)" to be an object/, (type) => `此处应为 ${type} 的各项内容`],
];

/** In Chinese what is wrong, where, and what to do; null of anything else. */
function ofTypedWrong(message: string): string | null {
  for (const [says, zh] of typedWrong) {
    const parts = says.exec(message)?.slice(1);
    if (!parts) continue;
    const place = (/ at "(\w[\w.[\]]*)"/.exec(message) ?? /^Variable "\$(\w+)" got/.exec(message))?.[1];
    return `${place ? `${place}：` : ''}${zh(...parts)}。请改正后再提交。`;
  }
  return null;
}

/** A message in Chinese and English, and the limit that it is of, if any; as it is where both have said it already. */
export function inBothLanguages(
  message: string,
  code: string,
): { readonly message: string; readonly limit?: string } {
  // Our own words, of a scalar or of a subgraph to its gateway.
  if (message.includes('。 / ')) return { message };
  const typed = ofTypedWrong(message);
  if (typed) return { message: `${typed} / ${message} Correct it and send again.` };
  const known =
    translated.find(([says]) => says.test(message)) ?? (code === 'BAD_REQUEST' ? malformed : null);
  if (!known) return { message };
  const [, zh, limit] = known;
  return { message: `${zh} / ${message}`, ...(limit ? { limit } : {}) };
}
