/// Portuguese words that tell personal data from other text. A low line joins the tokens of a
/// phrase.
enum PortugueseWords {
  static let text = """
    phone: telefone telemóvel telemovel celular ligue ligar disque contacto_telefónico linha_gratuita linha_verde \
      móvel zap número_de_telefone liguem ligue-me ligar-lhe telefonem telefonar contacto: contato:
    email: correio correio_eletrónico endereço_eletrónico escreva_para escreva_a correio_eletrônico
    numbering: número numero números n.º num.
    glue: é são o a os as seu sua do da de dele dela ao à por em com e um uma para no na tem veículo viatura carro \
      mota
    coordinate: latitude longitude coordenadas coordenada localização
    hemisphere: norte sul este leste oeste
    degree: graus grau
    minute: minutos minuto
    second: segundos segundo
    identity: passaporte bilhete_de_identidade bi carteira_de_identidade cartão_de_cidadão cartão_de_eleitor \
      título_de_eleitor documento_de_identidade carta_de_condução carteira_de_motorista segurança_social \
      cédula_pessoal nif certidão_de_nascimento número_do_bi bilhete_n.º título_de_residência cartão_de_refugiado \
      número_de_identificação cartão_de_cidadã boletim_de_nascimento nuib
    account: conta conta_bancária número_de_conta conta_corrente cartão_de_crédito número_da_conta conta_n.º iban
    plate: matrícula matrículas placa placas chapa chapa_de_matrícula
    file: processo processo_n.º número_do_processo inquérito auto_de_notícia boletim_de_ocorrência mandado \
      número_de_processo processo-crime auto_n.º caso_n.º
    born: nasceu nascido nascida nasci
    birthday: data_de_nascimento aniversário dia_de_nascimento data_nasc d._nasc nascimento
    month: janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro fev mai set out dez
    years: anos ano
    aged: idade de_idade idade_de
    have: tem tinha tenho fez completou
    female: mulher menina mãe viúva esposa filha irmã avó tia senhora sobrinha rapariga enfermeira professora moça
    male: homem menino pai marido filho irmão avô tio senhor sobrinho rapaz esposo viúvo moço
    role: professor professora enfermeiro enfermeira pescador pescadora comerciante camponês camponesa chefe padre pastor soldado \
      comandante combatente estudante aluno aluna motorista jornalista advogado advogada juiz juíza agricultor agricultora \
      criador líder régulo presidente_da_câmara governador ministro coronel general capitão tenente médico médica parteira \
      ativista activista voluntário voluntária diretor diretora director mecânico pedreiro carpinteiro guarda costureira \
      alfaiate bispo freira vendedor vendedora mineiro tradutor intérprete presidente secretária polícia filho_do filha_do \
      mulher_do esposa_do 
    person: pessoa criança bebé bebê órfão órfã jovem adolescente vítima paciente habitante vizinho vizinha refugiado refugiada \
      testemunha sobrevivente detido detida preso alguém deslocado deslocada
    pronoun: ele ela eu
    plural: pessoas mulheres homens crianças meninas meninos mães pais viúvas filhos filhas jovens adolescentes menores adultos \
      civis eles elas aqueles refugiados membros vítimas habitantes detidos combatentes soldados recrutas eleitores \
      participantes voluntários rapazes raparigas alunos maiores
    thing: comité comitê rede programa projeto projecto organização associação estado república movimento ideia iniciativa missão \
      união partido ong conflito guerra acordo lei tratado trégua campo escola política sistema mandato crise paz plano estudo \
      relatório pena condenação prisão ponte estrada edifício barragem poço árvore regime governo tradição cidade aldeia igreja \
      hospital coligação força exército conselho comissão tribunal convenção experiência período mercado grupo aliança
    bound: menos mais média médio mediana mínimo máximo mínima máxima entre superior inferior aproximadamente
    from: de do da em desde
    settlement: aldeia bairro povoado localidade acampamento
    handle: utilizador usuário nome_de_utilizador nome_de_usuário conta perfil nome alcunha
    title: sr sra dona doutor doutora coronel capitão general comandante tenente sargento padre irmã irmão pastor presidente \
      presidenta ministro governador juiz mamã papá frei
    said: disse diz contou explicou afirmou declarou segundo esposa_de mulher_de marido_de filho_de filha_de irmão_de irmã_de \
      mãe_de pai_de chamado chamada conhecido_como respondeu acrescentou
    unit: pessoas habitantes meticais kwanzas reais euros dólares famílias agregados deslocados refugiados chamadas vezes soldados \
      polícias aldeias casas metros quilómetros milhões milhares toneladas litros camiões votos casos mortos membros \
      mulheres homens crianças horas dias semanas meses
    document: resolução parágrafo página páginas artigo capítulo versão volume tabela figura anexo relatório orçamento
    article: um uma o a este esta seu sua meu minha
    identity: cartão bilhete licença certificado ficha registo senha crachá cartão_de_beneficiário cartão_sus \
      título_eleitoral identidade registo_no número_de_registo número_de_série cartão_sim salvo-conduto documento \
      prontuário
    account: depositar_na conta_m-pesa conta_bci transferir_para
    birthday: data_do_nascimento d.n.:
    born: nasceram nascidos nascidas ter_nascido veio_ao_mundo
    months: mês meses semana semanas dia dias
    life: morreu morre faleceu casou casaram casada casado raptada raptado recrutada recrutado assassinado violada \
      grávida
    have: têm completar terá tinham
    female: feminino filhinha sogra nora neta gémea
    male: masculino filhinho sogro genro neto gémeo
    person: recém-nascido recém-nascida lactente moribundo falecido falecida
    thing: sudão_do_sul poço assinatura
    plural: gémeos gémeas pacientes
    pronoun: lhe
    person: beneficiário beneficiária velho velha idoso idosa requerente
    identity: visto
    have: fazer festejar
    file: número_do_caso
    vehicle: carro camião carrinha mota camioneta autocarro táxi viatura caminhão
    """
}
