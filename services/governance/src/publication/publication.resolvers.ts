import { muToDm2Display } from '@anju/values/mu';
import { findDivision } from '../division/division.files';
import type { Resolvers } from '../generated/graphql';
import type { KeptUnit } from './definition';
import { findPublication } from './publication.files';
import { pageOfSourceRows } from './publication.table';
import type { Quantity } from './source-row';

const only = ({ unit, value }: Quantity, wanted: KeptUnit) => (unit === wanted ? value : null);

export const publicationResolvers: Resolvers = {
  Query: {
    publication: (_, { id }) => findPublication(id),
  },

  Publication: {
    division: ({ division }) => findDivision(division)!,
    rows: ({ id }, page, { db }) => pageOfSourceRows(db.read, id, page),
  },

  SourceRow: {
    publication: ({ publicationId }) => findPublication(publicationId)!,
    cluster: ({ groupName }) => groupName,
    cells: ({ cells }) => Object.entries(cells).map(([column, text]) => ({ column, text })),
    quantities: ({ quantities }) => [...quantities],
  },

  SourceQuantity: {
    count: (quantity) => only(quantity, 'COUNT'),
    year: (quantity) => only(quantity, 'YEAR'),
    mu: (quantity) => only(quantity, 'MU'),
    fen: (quantity) => only(quantity, 'FEN'),
    areaDm2: (quantity) => (quantity.unit === 'MU' ? muToDm2Display(quantity.value) : only(quantity, 'DM2')),
  },
};
