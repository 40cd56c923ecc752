; The installer for Windows 10 and later, 64 bit: made of the bundle by Inno Setup 6.
;
;   make bundle, or: python packaging\bundle\build.py
;   iscc /DVersion=0.1.0 packaging\windows\kiosk.iss        -> build\dist\room-kiosk-0.1.0-setup.exe
;
; For one user without administrator's rights, or for all. An update is installed over the old version; what a panel
; remembers and its config lie elsewhere and stay, also when it is removed.

#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0 packaging\windows\kiosk.iss
#endif

#define Bundle "..\..\build\bundle\room-kiosk"

[Setup]
AppId={{6B0E2C5A-6D3B-4C57-9C2E-0B7A4B52F1D8}
AppName=Room Kiosk
AppVersion={#Version}
AppPublisher=Room Kiosk
DefaultDirName={autopf}\Room Kiosk
DefaultGroupName=Room Kiosk
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\build\dist
OutputBaseFilename=room-kiosk-{#Version}-setup
SetupIconFile={#Bundle}\_internal\room-kiosk.ico
UninstallDisplayIcon={app}\kiosk.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
CloseApplications=yes
ChangesEnvironment=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"
Name: "ko"; MessagesFile: "compiler:Languages\Korean.isl"

[CustomMessages]
en.AtLogon=Show the door panel whenever somebody logs on
de.AtLogon=Das Türschild nach jeder Anmeldung zeigen
fr.AtLogon=Afficher l’écran de porte à chaque ouverture de session
es.AtLogon=Mostrar la pantalla de la puerta al iniciar sesión
ja.AtLogon=サインインするたびにドアパネルを表示する
ko.AtLogon=로그인할 때마다 문 앞 화면 표시
en.OnPath=Make the command kiosk known to new terminals
de.OnPath=Den Befehl kiosk in neuen Terminals bekannt machen
fr.OnPath=Rendre la commande kiosk disponible dans les nouveaux terminaux
es.OnPath=Hacer que las terminales nuevas conozcan la orden kiosk
ja.OnPath=新しいターミナルで kiosk コマンドを使えるようにする
ko.OnPath=새 터미널에서 kiosk 명령을 쓸 수 있게 하기

[Tasks]
Name: "atlogon"; Description: "{cm:AtLogon}"
Name: "onpath"; Description: "{cm:OnPath}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not must not be found by it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Room Kiosk"; Filename: "{app}\kiosk.exe"; Parameters: "panel --windowed"; WorkingDir: "{app}"
Name: "{autostartup}\Room Kiosk"; Filename: "{app}\kiosk.exe"; Parameters: "panel"; WorkingDir: "{app}"; Tasks: atlogon

[Registry]
Root: HKA; Subkey: "{code:EnvironmentKey}"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; \
  Tasks: onpath; Check: NotOnPath

[Code]
function EnvironmentKey(Unused: String): String;
begin
  if IsAdminInstallMode then
    Result := 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment'
  else
    Result := 'Environment';
end;

function NotOnPath: Boolean;
var
  Path: String;
begin
  if not RegQueryStringValue(HKA, EnvironmentKey(''), 'Path', Path) then
    Path := '';
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Path) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path, Ours: String;
  At: Integer;
begin
  if Step <> usUninstall then
    exit;
  Ours := ';' + ExpandConstant('{app}');
  if RegQueryStringValue(HKA, EnvironmentKey(''), 'Path', Path) then begin
    At := Pos(Uppercase(Ours), Uppercase(Path));
    if At > 0 then begin
      Delete(Path, At, Length(Ours));
      RegWriteExpandStringValue(HKA, EnvironmentKey(''), 'Path', Path);
    end;
  end;
end;
