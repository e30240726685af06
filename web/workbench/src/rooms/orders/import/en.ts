import type { importZh } from './zh-CN';

export const importEn: Record<keyof typeof importZh, string> = {
  serverAway:
    'The server cannot be reached. The {n|imported row is|imported rows are} there; the rest goes on by itself when it is back.',
  takenOver:
    'Nothing has moved for a while. The {n|imported row is|imported rows are} there; within seconds it goes on from here by itself.',
  sameFileMoving: 'The same file is being imported now.',
  sameFileMovingText: 'Another import waits for that one; rows that are there are not doubled.',
  seeImport: 'See that import',
  title: 'Import',
  dropTitle: 'Drop files here',
  dropText:
    'Orders, items and refunds of Taobao/Tmall, JD, Pinduoduo and Douyin, chats, people and accounts, products, files of a facts folder: what each one is, is found out. Recipients, telephones and addresses are not stored.',
  refusedText: 'Mend them here and import them again, or in the downloaded file; what is imported is not doubled.',
  mend: 'Mend',
  mendDone: 'Mended',
  mendTitle: 'Mend line {line}',
  mendKeep: 'Done',
  mendSend: 'Import {n} mended rows',
  mendDrop: 'Drop the changes',
  checked: 'Checking the whole file, {n|row|rows} so far',
  keptColumns: 'Unknown columns, kept as they are ({n})',
  keptText:
    'They are stored with the row: shown on the page of the order, in the talk or on the page of the person, and given out in exports.',
  keptTitle: 'Other columns of the file',
  keptOfLine: 'Line {key}',
  keptOfRefund: 'Refund {key}',
  dayAsked: 'Which day is this report of?',
  dayTold: 'This report is of {day}',
  dayText:
    'The file has no column for the day. Export a report of several days day by day, or it cannot be compared with our own figures.',
  dayGuessed: 'The file has no column for the day; its name has this one. Please check.',
  dayIs: 'This day',
  watched: 'Watched folder',
  watchedOn: 'On',
  watchedOff: 'Off',
  watchedWhy: 'When on, reports that are laid into the folder of this shop on the server are imported by themselves.',
  watchedText:
    'Reports that are laid here are imported by themselves: read when nothing has changed for ten seconds, then moved to done or failed with a note beside them.',
  watchedPath: 'Place on the server',
  watchedFolder: 'Folder inside the inbox',
  watchedRename: 'Use another folder',
  watchedWaiting: '{n|file waits|files wait}: {names}',
  watchedRight: 'Switching it needs the right to manage the shop.',
  watchedNone: 'No file has come yet.',
  watchedFile: 'File',
  watchedResult: 'Result',
  watchedAt: 'When',
  state_paused: 'Paused',
  pause: 'Pause',
  pausedTitle: 'Paused',
  pausedText: '{n|row is|rows are} imported; go on whenever you like.',
};
