import { join } from 'node:path';
import { Kind, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from 'graphql';
import { sdlOf, serviceNames } from './compose';

export const accessTableFile = join(__dirname, '../../docs/access.md');

type Fields = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** Every field that says `@access`, with its roles, for people to read: one table a service. */
export function accessTable(): string {
  const tables = serviceNames().map((name) => {
    const rows = fieldsOf(name).map(({ path, roles }) => `| \`${path}\` | ${roles.join(', ')} |`);
    return `## ${name}\n\n| field | roles |\n| --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Who may call what\n\nPrinted by \`pnpm access-table\` from the \`@access\` of every service's SDL; a test compares it. A role opens the field;
what of it somebody then reaches depends on the division, the communities, the committee or the owner in the token.\n\n${tables.join('\n')}`;
}

function fieldsOf(service: string) {
  const rows = sdlOf(service).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
      return [];
    const { name, fields = [] }: Fields = definition;
    return fields.flatMap((field) => {
      const list = field.directives?.find((each) => each.name.value === 'access')?.arguments?.[0]?.value;
      if (list?.kind !== Kind.LIST) return [];
      const roles = list.values.flatMap((value) => (value.kind === Kind.ENUM ? [value.value] : []));
      return [{ path: `${name.value}.${field.name.value}`, roles }];
    });
  });
  return rows.sort((a, b) => (a.path < b.path ? -1 : 1));
}
