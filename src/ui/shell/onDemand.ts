import { lazy } from 'react';

/** Parts of the page that are loaded when they are first opened. */
export const AboutDialog = lazy(async () => ({ default: (await import('../header/AboutDialog.tsx')).AboutDialog }));
export const TourPanel = lazy(async () => ({ default: (await import('../Tour.tsx')).TourPanel }));
export const TrajectoryTable = lazy(async () => ({ default: (await import('../figures/TrajectoryTable.tsx')).TrajectoryTable }));
export const TrajectoryNote = lazy(async () => ({ default: (await import('../figures/TrajectoryNote.tsx')).TrajectoryNote }));
export const LearningNote = lazy(async () => ({ default: (await import('../figures/LearningNote.tsx')).LearningNote }));
export const LearningTable = lazy(async () => ({ default: (await import('../figures/LearningTable.tsx')).LearningTable }));
export const Dialog = lazy(async () => ({ default: (await import('./Dialog.tsx')).Dialog }));
export const MatrixInput = lazy(async () => ({ default: (await import('../controls/MatrixInput.tsx')).MatrixInput }));
export const Notices = lazy(async () => ({ default: (await import('../Notices.tsx')).Notices }));
export const Pins = lazy(async () => ({ default: (await import('../controls/Pins.tsx')).Pins }));
export const RunGroup = lazy(async () => ({ default: (await import('../controls/RunGroup.tsx')).RunGroup }));
export const PictureFigure = lazy(async () => ({ default: (await import('../figures/PictureFigure.tsx')).PictureFigure }));
export const SharePopover = lazy(async () => ({ default: (await import('../header/SharePopover.tsx')).SharePopover }));
