import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names: readonly string[] =
  process.platform === 'win32' ? ['chrome.exe', 'chromium.exe', 'msedge.exe'] : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const places = (): string[] => {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform !== 'win32') return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((key) => process.env[key]).filter((root) => root !== undefined);
  return roots.flatMap((root) => [join(root, 'Google/Chrome/Application/chrome.exe'), join(root, 'Chromium/Application/chrome.exe'), join(root, 'Microsoft/Edge/Application/msedge.exe')]);
};

/** The path of an installed Chromium or relative of it, or null. */
export const findChromium = (): string | null => {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH: there is no file ${named}`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places()];
  return candidates.find((path) => existsSync(path)) ?? null;
};

const canInstall = (): boolean => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Finds Chromium; as root on a Debian-like system installs its package when there is none. */
export const ensureChromium = (): string => {
  const found = findChromium();
  if (found !== null) return found;
  if (!canInstall()) {
    throw new Error('The browser tests need Chromium, Chrome or Edge. Install one (Debian: apt-get install chromium; macOS: brew install --cask chromium), or set CHROME_PATH to its program.');
  }
  console.log('No Chromium here: installing the Debian package chromium (apt-get update, apt-get install -y chromium)');
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('apt-get', ['update'], options);
  execFileSync('apt-get', ['install', '-y', 'chromium'], options);
  const installed = findChromium();
  if (installed === null) throw new Error('The package chromium is installed, but no program named chromium was found; set CHROME_PATH');
  console.log(`Chromium is ${installed}`);
  return installed;
};

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface LaunchOptions {
  /** Chromium's own limit of 200 changes of the address in 10 s, which Playwright switches off; on unless `false`. */
  readonly floodLimit?: boolean;
}

export const launchChromium = ({ floodLimit = true }: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({ executablePath: ensureChromium(), args: flags, ...(floodLimit ? { ignoreDefaultArgs: ['--disable-ipc-flooding-protection'] } : {}) });
