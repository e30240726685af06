/** One piece for all pages of the room: every piece that is loaded by itself has its name in the first route. */
export { CustomerPage } from './customer-page';
export { CustomersPage } from './customers-page';
export { DayPage } from './day/day-page';
export { GroupsPage } from './dossier/groups-page';
export { ReviewsPage } from './dossier/reviews-page';
export { SettingsPage } from './dossier/settings-page';
export { SuggestionsPage } from './dossier/suggestions-page';
export { GreetingsPage } from './lists/greetings-page';
export { LoyalPage } from './lists/loyal-page';
export { ReferralsPage } from './lists/referrals-page';
export { SamePage } from './lists/same-page';
