/** Behind the fiftieth wrong value of a request; graphql-js gives it no code. */
export const tooManyWrong = /^Too many errors processing variables/;

/** What the libraries say in English alone, of a request. */
const translated: readonly (readonly [says: RegExp, zh: string, limit?: string])[] = [
  [/contains more that \d+ tokens/, '查询过长，请拆成几个较小的请求。', 'tokens'],
  [/Cross-Site Request Forgery/, '请以 POST 发送，并带上 content-type: application/json。'],
  [/^Operation batching/, '一次只能发送一个操作。'],
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
  [/Value "(.*?)" does not exist in "(\w+)" enum/s, (found, type) => `${type} 没有“${found}”这个选项`],
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

/** What is wrong with a query itself, as graphql-js says it by the rules it validates by. */
const wrongQuery: typeof typedWrong = [
  [/^Cannot query field "(\w+)" on type "(\w+)"/, (field, type) => `${type} 没有字段 ${field}`],
  [/^Unknown argument "(\w+)" on (?:field|directive) "(.+?)"/, (name, on) => `${on} 没有参数 ${name}`],
  [/^Field "(\w+)" argument "(\w+)" of type/, (field, name) => `字段 ${field} 缺少必填参数 ${name}`],
  [/^Directive "(@\w+)" argument "(\w+)" of type/, (on, name) => `${on} 缺少必填参数 ${name}`],
  [/^Field "(\w+)" of type "(.+?)" must have a selection/, (field) => `字段 ${field} 须写明要其中的哪些字段`],
  [/^Field "(\w+)" must not have a selection/, (field) => `字段 ${field} 之下没有字段，请去掉其后的花括号`],
  [/^Unknown type "(\w+)"/, (type) => `没有类型 ${type}`],
  [/^Unknown fragment "(\w+)"/, (name) => `没有片段 ${name}`],
  [/^Unknown directive "(@\w+)"/, (name) => `没有指令 ${name}`],
  [/^Directive "(@\w+)" may not be used/, (name) => `指令 ${name} 不能用在此处`],
  [/^The directive "(@\w+)" can only be used once/, (name) => `指令 ${name} 在此处只能用一次`],
  [/^Fragment "(\w+)" is never used/, (name) => `片段 ${name} 未被使用`],
  [/^Cannot spread fragment "(\w+)" within itself/, (name) => `片段 ${name} 包含了它自己`],
  [
    /^Fragment (?:"(\w+)" )?cannot be spread here .*type "(\w+)" can never be of type "(\w+)"/,
    (name, here, type) => `片段${name ? ` ${name}` : ''}属于 ${type}，此处是 ${here}`,
  ],
  [/^Variable "(\$\w+)" is not defined/, (name) => `没有声明变量 ${name}`],
  [/^Variable "(\$\w+)" is never used/, (name) => `变量 ${name} 未被使用`],
  [
    /^Variable "(\$\w+)" of type "(.+?)" used in position expecting type "(.+?)"/,
    (name, type, expected) => `变量 ${name} 的类型是 ${type}，此处须为 ${expected}`,
  ],
  [/^There can be only one \w+(?: \w+)? named "(.+?)"/, (name) => `${name} 重复，只能有一个`],
  [/^This anonymous operation must be the only/, () => '有多个操作时，每个都须命名'],
  [/^Fields "(.+?)" conflict/, (name) => `字段 ${name} 出现多次而内容不同，请用别名区分`],
  [
    /^Syntax Error: Expected (.+), found (.+)\./s,
    (expected, found) => `语法有误，此处应为 ${expected}，实为 ${found}`,
  ],
  [/^Syntax Error: Unexpected (?:character: )?(.+)\./s, (found) => `语法有误，此处不应有 ${found}`],
  [/^Syntax Error/, () => '语法有误'],
  [/^Too many validation errors/, () => '错误太多，未全部列出'],
];

/** A developer's fault is told in Chinese too: where, and what was perhaps meant. */
function ofWrongQuery(message: string, at: Place | undefined): string {
  const [says, zh] = wrongQuery.find(([each]) => each.test(message)) ?? [/(?:)/, () => '不符合 schema'];
  const parts = says.exec(message)!.slice(1);
  const [, fragment, meant] = /Did you mean (to use an inline fragment on )?(.+?)\?$/s.exec(message) ?? [];
  const place = at ? `第 ${at.line} 行第 ${at.column} 列：` : '';
  const hint = meant ? `。是否指 ${fragment ? '... on ' : ''}${meant.replaceAll(/,? or /g, ' 或 ')}` : '';
  return `查询有误。${place}${zh(...parts)}${hint}。`;
}

/** Where in a query. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** An enum's options, as far as a client may know them. */
export type OptionsOf = (type: string) => readonly string[];

/** What is wrong, where, and what to do; null of anything else. */
function ofTypedWrong(message: string, optionsOf: OptionsOf): string | null {
  for (const [says, zh] of typedWrong) {
    const parts = says.exec(message)?.slice(1);
    if (!parts) continue;
    const place = (/ at "(\w[\w.[\]]*)"/.exec(message) ?? /^Variable "\$(\w+)" got/.exec(message))?.[1];
    const [, type] = /(?:in|Enum) "(\w+)" (?:enum|cannot represent non-)/.exec(message) ?? [];
    const options = type ? optionsOf(type) : [];
    const choose =
      options.length > 0
        ? { zh: `可选：${options.join('、')}。`, en: `It is one of ${options.join(', ')}. ` }
        : { zh: '', en: '' };
    return (
      `${place ? `${place}：` : ''}${zh(...parts)}。${choose.zh}请改正后再提交。 / ` +
      `${message} ${choose.en}Correct it and send again.`
    );
  }
  return null;
}

interface Said {
  readonly code: string;
  /** Where in the query. */
  readonly at?: Place | undefined;
  readonly optionsOf: OptionsOf;
}

/** graphql-js says whole what stands in a wrong place, twice, be it a file. */
function shortened(message: string): string {
  if (message.length < 1_000) return message;
  const short = message.replaceAll(/[^"]{200,}/g, (text) => `${text.slice(0, 50)}…`);
  return short.length < 1_000 ? short : `${short.slice(0, 300)} … ${short.slice(-300)}`;
}

/** What a scalar says of a variable, behind the English words on where it stands. */
const ofScalar = /^Variable "\$(\w+)" got invalid value .*?(?: at "([^"]+)")?; (“.*)$/s;

/** A message in Chinese and English, and the limit that it is of, if any; as it is where both have said it already. */
export function inBothLanguages(
  said: string,
  { code, at, optionsOf }: Said,
): { readonly message: string; readonly limit?: string } {
  const message = shortened(said);
  // Our own words, of a scalar or of a subgraph to its gateway.
  if (message.includes('。 / ')) {
    const [, variable, place = variable, words] = ofScalar.exec(message) ?? [];
    return { message: words ? `${place}：${words}` : message };
  }
  const typed = ofTypedWrong(message, optionsOf);
  if (typed) return { message: typed };
  const known =
    translated.find(([says]) => says.test(message)) ?? (code === 'BAD_REQUEST' ? malformed : null);
  if (known) {
    const [, zh, limit] = known;
    // What an engine says as it gives up tells nobody what to do.
    const en =
      limit === 'literalDepth' ? 'The query is nested too deep. Make it simpler and try again.' : message;
    return { message: `${zh} / ${en}`, ...(limit ? { limit } : {}) };
  }
  if (!faultsOfAQuery.has(code)) return { message };
  return { message: `${ofWrongQuery(message, at)} / ${message}` };
}

const faultsOfAQuery = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);
