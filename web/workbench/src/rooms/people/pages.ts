/** Pages of whoever runs the house: one piece, so that the first route names one and not seven. */
export { AccountsPage } from './accounts-page';
export { AuditPage } from './audit-page';
export { FaultsPage } from './faults-page';
export { PeoplePage } from './people-page';
export { PersonPage } from './person-page';
export { RolesPage } from './roles-page';
export { ShopsPage } from './shops-page';
